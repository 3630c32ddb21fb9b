# Written by Sources/Manual from what the program declares; `make manual` writes it anew.
complete -c vigie-reader -f
complete -c vigie-reader -l connected -f -d 'descriptor 3 is a connection, not a listening socket'
complete -c vigie-reader -l idle -x -d 'ends after so long without a request (30)'
complete -c vigie-reader -l smartctl -f -d 'becomes smartctl, which prints JSON of a disk that only it can reach'
complete -c vigie-reader -l version -f -d 'print the version, and end'
complete -c vigie-reader -l help -f -d 'print this help, and end'
