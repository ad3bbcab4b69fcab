"""One module a phase of the programme: evidence in, answers (findings, figures, tables) out.

Each public function of a phase answers one question of its notebook and has the same shape,
``Evidence -> Answer``. ``building`` makes findings that respect the audience; ``cover`` tells
which school, terms and rows a page rests on.
"""
