# Asks the program itself, so that it fits whatever version is installed.
referral completions fish | source
