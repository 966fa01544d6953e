"""Every key on one page, opened with F1 from anywhere."""
