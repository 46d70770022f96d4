import os
import subprocess
import sys

ASK = (
    "import os; from dateline.cli import main; main(['codebook'], standalone_mode=False); "
    "print(os.environ.get('OPENBLAS_NUM_THREADS'))"
)


def threads(**environment: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(
        command, env=inherited | environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()[-1]


def test_a_command_multiplies_on_one_thread() -> None:
    assert threads() == "1"


def test_what_the_user_says_of_threads_stands() -> None:
    assert threads(OPENBLAS_NUM_THREADS="4") == "4"
