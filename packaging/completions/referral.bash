# Asks the program itself, so that it fits whatever version is installed.
source <(referral completions bash)
