"""What a frozen Puente starts with: itself, or one of the child programs that it runs beside the window."""

import multiprocessing

from trainer.__main__ import main

if __name__ == "__main__":
    # A frozen program is started again for each process of a pool, and must notice it.
    multiprocessing.freeze_support()
    main()
