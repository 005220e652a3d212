def measure(bench, report):
    pass
