# Written by Sources/Manual from what the program declares; `make manual` writes it anew.
complete -c vigie-agent -f
complete -c vigie-agent -l config -r -F -d 'settings (default /etc/vigie/agent.conf, with agent.conf.d/*.conf beside it)'
complete -c vigie-agent -l check -f -d 'read the settings, say what is wrong with them, and end'
complete -c vigie-agent -l print-config -f -d 'print an example of the settings file, and end'
complete -c vigie-agent -l state -x -a '(__fish_complete_directories)' -d 'journal and identity (default /var/lib/vigie)'
complete -c vigie-agent -l socket -r -F -d 'control socket (default /run/vigie/agent.sock)'
complete -c vigie-agent -l reader -r -F -d 'where vigie-reader listens (default /run/vigie/reader.sock)'
complete -c vigie-agent -l reader-program -r -F -d 'start this reader where none listens'
complete -c vigie-agent -l host -x -a '(__fish_complete_directories)' -d 'watch a recorded machine in place of this one'
complete -c vigie-agent -l version -f -d 'print the version, and end'
complete -c vigie-agent -l help -f -d 'print this help, and end'
