@echo off
rem Opens the app at http://127.0.0.1:8501 until Ctrl-C.  On Windows the graph is on a Neo4j server:
rem     set TRIPLEHELIX_DB=bolt://127.0.0.1:7687
rem     set TRIPLEHELIX_PASSWORD_FILE=C:\path\to\a\file\with\the\password
rem The engine that is built in runs on Linux; under WSL use install.sh and start.sh instead.
setlocal
cd /d "%~dp0"
set "PYTHONUTF8=1"
if exist .venv\Scripts\triplehelix.exe goto installed
call install.bat
if errorlevel 1 exit /b 2

:installed
if not defined TRIPLEHELIX_DB goto server
if not "%~1"=="--demo" goto open
.venv\Scripts\triplehelix.exe load data\wenzhou data\delta-2019
if errorlevel 2 exit /b 2
.venv\Scripts\triplehelix.exe app
exit /b %ERRORLEVEL%

:open
.venv\Scripts\triplehelix.exe app %*
exit /b %ERRORLEVEL%

:server
echo start: set TRIPLEHELIX_DB to the address of a Neo4j server, such as bolt://127.0.0.1:7687 1>&2
exit /b 2
