"""A program that answers as Piper does: a line in, a file out, and its name among other talk.

    pretend_piper.py --model MODEL --length_scale S --output_dir FOLDER

Each start is noted in `starts.txt` beside the model, with its pace. At the text `die` it dies.
"""

import array
import sys
import wave
from argparse import ArgumentParser
from pathlib import Path

parser = ArgumentParser()
for option in ("--model", "--length_scale", "--output_dir"):
    parser.add_argument(option, required=True)
options = parser.parse_args()
with Path(options.model).with_name("starts.txt").open("a", encoding="utf-8") as starts:
    starts.write(f"{options.length_scale}\n")
for number, line in enumerate(sys.stdin):
    if line.strip() == "die":
        sys.stderr.write("onnxruntime is out of memory\n")
        sys.exit(1)
    path = Path(options.output_dir, f"{number}.wav")
    frames = round(len(line.strip()) * 0.06 * 16000 * float(options.length_scale))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(array.array("h", [3000, -3000] * (frames // 2)).tobytes())
    sys.stderr.write("INFO:piper:thinking\n")
    sys.stderr.write(f"INFO:piper:Wrote {path}\n")
    sys.stderr.flush()
