function __vigie_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vigie_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vigie_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vigie_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vigie_parse_tokens -S
    set -l unparsed_tokens (__vigie_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vigie'
        __vigie_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'report'
            __vigie_parse_subcommand 0 'json' 'html=' 'socket=' 'live' 'host=' 'version' 'h/help'
        case 'disks'
            __vigie_parse_subcommand 1 'json' 'socket=' 'live' 'host=' 'version' 'h/help'
        case 'status'
            __vigie_parse_subcommand 0 'json' 'socket=' 'version' 'h/help'
        case 'accept'
            __vigie_parse_subcommand 1 'until=' 'withdraw' 'json' 'socket=' 'version' 'h/help'
        case 'test-ticket'
            __vigie_parse_subcommand 0 'socket=' 'version' 'h/help'
        case 'enrol'
            __vigie_parse_subcommand 1 'state=' 'name=' 'class=' 'socket=' 'version' 'h/help'
        case 'record'
            __vigie_parse_subcommand 1 'keep-serials' 'version' 'h/help'
        case 'suspend'
            __vigie_parse_subcommand 0 'socket=' 'version' 'h/help'
        case 'resume'
            __vigie_parse_subcommand 0 'socket=' 'version' 'h/help'
        case 'help'
            __vigie_parse_subcommand -r 1 'version'
        end
    end
end

function __vigie_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vigie_parse_subcommand -S -a positional_count
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

function __vigie_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vigie_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vigie_tokens -p)
    if test -z "$(__vigie_tokens -t)"
        set -l index (count (__vigie_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vigie' -f
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'report' -d 'Show how this workstation is: its components, and what is wrong with them.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'disks' -d 'List this workstation\'s disks, or show everything about one of them.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'status' -d 'Show how the agent itself is: its link to the desk, its queue, and what its probes cost.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'accept' -d 'Live with an open condition for as long as it gets no worse, or list what can be accepted and what is.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'test-ticket' -d 'Send a test ticket all the way to the desk, and say how long it took.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'enrol' -d 'Make this workstation known to a desk.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'record' -d 'Write down what the probes read here, to be replayed elsewhere with --host.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'suspend' -d 'Tell the desk that this workstation goes to sleep, so that nobody misses it.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'resume' -d 'Have the agent come back to the desk at once, for this workstation has woken.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_positional "vigie" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" html' -l 'html' -d 'Write the report as a page to this file; - is standard output.' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" live' -l 'live' -d 'Poll this machine here and now, without the agent; as root, for the disks.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" host' -l 'host' -d 'Replay a machine that \'vigie record\' wrote.' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" live' -l 'live' -d 'Poll this machine here and now, without the agent; as root, for the disks.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" host' -l 'host' -d 'Replay a machine that \'vigie record\' wrote.' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie disks" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie status" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie status" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie status" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" until' -l 'until' -d 'What ends it: \'value > 12\', or \'value < 5\' of what is bad when it is low (default: anything worse than now).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" withdraw' -l 'withdraw' -d 'Take the acceptance back.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" json' -l 'json' -d 'Print JSON: stable names, times in RFC 3339 and UTC.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie accept" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie test-ticket" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie test-ticket" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie test-ticket" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" state' -l 'state' -d 'The agent\'s state folder (default: VIGIE_STATE, else /var/lib/vigie).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" name' -l 'name' -d 'The name of this workstation at the desk (default: its host name).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" class' -l 'class' -d 'How long it may be silent: always-on, desktop, laptop, virtual (default: what the firmware says).' -rfka 'always-on desktop laptop virtual'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie enrol" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie record" keep-serials' -l 'keep-serials' -d 'Keep the serial numbers as they are.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie record" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie record" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie suspend" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie suspend" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie suspend" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie resume" socket' -l 'socket' -d 'The agent\'s control socket (default: VIGIE_SOCKET, else /run/vigie/agent.sock).' -rfka ''
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie resume" version' -l 'version' -d 'Show the version.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie resume" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vigie' -n '__vigie_should_offer_completions_for_flags_or_options "vigie help" version' -l 'version' -d 'Show the version.'