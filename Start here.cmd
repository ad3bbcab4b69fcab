@echo off
rem Double-click this on Windows: it sets the workbook up, runs the example and opens the reports.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul
if %errorlevel%==0 (
    py -3 start.py --open
) else (
    where python >nul 2>nul
    if errorlevel 1 (
        echo Python is not installed. Install Python 3.11 or later from the Microsoft Store
        echo or ask whoever looks after this laptop, then double-click this file again.
        pause
        exit /b 2
    )
    python start.py --open
)
echo.
pause
