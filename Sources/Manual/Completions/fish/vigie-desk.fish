function __vigie-desk_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vigie-desk_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vigie-desk_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vigie-desk_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vigie-desk_parse_tokens -S
    set -l unparsed_tokens (__vigie-desk_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vigie-desk'
        __vigie-desk_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'serve'
            __vigie-desk_parse_subcommand 0 'state=' 'listen=' 'port=' 'address=+' 'name=' 'grace=' 'version' 'h/help'
        case 'token'
            __vigie-desk_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'create'
                __vigie-desk_parse_subcommand 0 'state=' 'address=' 'uses=' 'lifetime=' 'json' 'version' 'h/help'
            end
        case 'tickets'
            __vigie-desk_parse_subcommand 0 'state=' 'all' 'host=' 'rule=' 'severity=' 'limit=' 'json' 'version' 'h/help'
        case 'show'
            __vigie-desk_parse_subcommand 1 'state=' 'json' 'version' 'h/help'
        case 'search'
            __vigie-desk_parse_subcommand -r 1 'state=' 'limit=' 'json' 'version' 'h/help'
        case 'note'
            __vigie-desk_parse_subcommand -r 2 'state=' 'by=' 'version' 'h/help'
        case 'close'
            __vigie-desk_parse_subcommand 1 'state=' 'reason=' 'by=' 'version' 'h/help'
        case 'stats'
            __vigie-desk_parse_subcommand 0 'state=' 'json' 'version' 'h/help'
        case 'hosts'
            __vigie-desk_parse_subcommand 0 'state=' 'json' 'version' 'h/help'
        case 'report'
            __vigie-desk_parse_subcommand 1 'state=' 'json' 'version' 'h/help'
        case 'help'
            __vigie-desk_parse_subcommand -r 1 'version'
        end
    end
end

function __vigie-desk_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vigie-desk_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __vigie-desk_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vigie-desk_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vigie-desk_tokens -p)
    if test -z "$(__vigie-desk_tokens -t)"
        set -l index (count (__vigie-desk_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vigie-desk' -f
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'serve' -d 'Run the desk: listen to agents and keep their tickets.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'token' -d 'Let new hosts in.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'tickets' -d 'List tickets, the newest first.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'show' -d 'Show one ticket with everything that happened to it.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'search' -d 'Find tickets, open or closed, by words.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'note' -d 'Write a note in a ticket.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'close' -d 'Close a ticket.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'stats' -d 'Count tickets, and say how long they take.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'hosts' -d 'List the hosts that have enrolled.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'report' -d 'Say how a host is, from what it told last; it may be switched off.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" listen' -l 'listen' -d 'The address to listen on.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" port' -l 'port' -d 'The port to listen on; 0 for any that is free.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve"' -l 'address' -d 'A name or address under which agents reach this desk, for its certificate; may be given several times (default: this machine\'s name, localhost and 127.0.0.1).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" name' -l 'name' -d 'What the desk calls itself to agents (default: this machine\'s name).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" grace' -l 'grace' -d 'How long a host that is always on may be silent before a ticket opens.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_positional "vigie-desk token" -eq 1' -fa 'create' -d 'Make a token with which hosts enrol.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" address' -l 'address' -d 'Where hosts reach this desk (default: this machine\'s name, port 7117).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" uses' -l 'uses' -d 'How many hosts may enrol with it.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" lifetime' -l 'lifetime' -d 'For how long it can be used.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk token create" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" all' -l 'all' -d 'List the closed ones too.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" host' -l 'host' -d 'Only tickets of this host, by name or id.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" rule' -l 'rule' -d 'Only tickets of this rule, such as disk.wear.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" severity' -l 'severity' -d 'Only tickets of this severity.' -rfka 'info warning critical'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" limit' -l 'limit' -d 'List at most this many.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk tickets" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk show" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk show" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk show" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk search" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk search" limit' -l 'limit' -d 'List at most this many.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk search" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk search" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk note" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk note" by' -l 'by' -d 'Who it is from (default: your login name).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk note" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk note" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk close" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk close" reason' -l 'reason' -d 'Why, for the log.' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk close" by' -l 'by' -d 'Who it is from (default: your login name).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk close" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk close" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk stats" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk stats" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk stats" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk hosts" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk hosts" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk hosts" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk hosts" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk report" state' -l 'state' -d 'The desk\'s state directory (default: $VIGIE_DESK_STATE, or /var/lib/vigie-desk).' -rfka ''
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk report" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk report" version' -l 'version' -d 'Show the version.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie-desk' -n '__vigie-desk_should_offer_completions_for_flags_or_options "vigie-desk help" version' -l 'version' -d 'Show the version.'