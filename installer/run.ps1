# Sets QTrace up on Windows and opens the demo plant. UNTESTED: written beside run.sh, not yet run
# on a Windows machine. Needs Python 3.11 or newer from python.org.
#
#   powershell -ExecutionPolicy Bypass -File installer\run.ps1
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")

function Say([string] $text) { Write-Host "qtrace set-up: $text" }

function Invoke-Checked([string] $program, [string[]] $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program $arguments ended with $LASTEXITCODE" }
}

$python = ".venv\Scripts\python.exe"
$stamp = ".venv\.set-up-run"
$mark = (Get-FileHash pyproject.toml -Algorithm SHA256).Hash

if (-not ((Test-Path $stamp) -and ((Get-Content $stamp) -eq $mark))) {
    $launcher = if (Get-Command py -ErrorAction SilentlyContinue) { @("py", "-3") } else { @("python") }
    $rest = @($launcher | Select-Object -Skip 1)
    & $launcher[0] @rest -c "import sys; sys.exit(sys.version_info < (3, 11))"
    if ($LASTEXITCODE -ne 0) {
        Say "Python 3.11 or newer is needed: install it from python.org"
        exit 5
    }
    if (-not (Test-Path $python)) {
        Say "making .venv"
        Invoke-Checked $launcher[0] ($rest + @("-m", "venv", ".venv"))
    }
    Say "installing Python packages into .venv"
    Invoke-Checked $python @("-m", "pip", "install", "--quiet", "-e", ".", "babel>=2.17,<3")
    Set-Content -Path $stamp -Value $mark
}
Invoke-Checked $python @("-m", "tools.catalogs")
Say "opening the demo plant; close the window to end"
& $python -m qtrace demo
exit $LASTEXITCODE
