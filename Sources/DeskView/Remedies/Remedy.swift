package import Health

/// What is done about a condition: the first steps, in words.
///
/// A person of the first tier can follow them; what is beyond that is passed on.
package enum Remedy {
    /// The remedy of a rule; nil for a rule that this program does not know.
    package static func words(for rule: String) -> Words? { disks[rule] ?? endurance[rule] ?? machine[rule] }

    /// Temperatures, backup power, updates, and the host itself.
    private static let machine: [String: Words] = [
        "temperature.limit": Words(
            en: """
                Look whether the fans turn and the air can pass: remove dust from fans, heat sinks and grilles, and \
                keep a laptop off cloth. Find out with 'top' what keeps the machine busy, and end what is not needed. \
                At the critical limit, have the work saved and switch the machine off before it does so by itself. If \
                it is clean, idle and still hot, pass the ticket on: fan, thermal paste or sensor is to be checked.
                """,
            fr: """
                Regardez si les ventilateurs tournent et si l'air circule\u{A0}: dépoussiérez ventilateurs, \
                dissipateurs et grilles, et ne posez pas un portable sur du tissu. Cherchez avec «\u{A0}top\u{A0}» ce \
                qui occupe le poste et arrêtez ce qui est inutile. À la limite critique, faites enregistrer le travail \
                et éteignez le poste avant qu'il ne le fasse seul. S'il est propre, inoccupé et toujours chaud, \
                transmettez le billet\u{A0}: ventilateur, pâte thermique ou capteur est à vérifier.
                """
        ),
        "ups.on-battery": Words(
            en: """
                Find out whether the mains are out for everybody or for the UPS alone; in that case check its plug, \
                its breaker and the socket. Run 'vigie report' to see the battery's charge and, of many units, the \
                time left. If the mains do not come back soon, have the work saved and shut the machines down in time: \
                'systemctl poweroff'. Plug nothing more into the UPS.
                """,
            fr: """
                Cherchez si le courant est coupé pour tous ou pour le seul onduleur\u{A0}; dans ce cas, vérifiez sa \
                fiche, son disjoncteur et la prise. Lancez «\u{A0}vigie report\u{A0}» pour voir la charge de la \
                batterie et, pour beaucoup d'appareils, le temps restant. Si le courant ne revient pas vite, faites \
                enregistrer le travail et éteignez les postes à temps\u{A0}: «\u{A0}systemctl poweroff\u{A0}». Ne \
                branchez rien de plus sur l'onduleur.
                """
        ),
        "ups.low-battery": Words(
            en: """
                Have the work saved and shut the machine down now: 'systemctl poweroff'. Do the same with every \
                machine that this UPS feeds. When the mains are back, let the battery charge before everything is \
                switched on. If it was empty much sooner than expected, have the battery tested.
                """,
            fr: """
                Faites enregistrer le travail et éteignez le poste maintenant\u{A0}: «\u{A0}systemctl poweroff\u{A0}». \
                Faites de même avec chaque poste que cet onduleur alimente. Quand le courant est revenu, laissez la \
                batterie se charger avant de tout rallumer. Si elle s'est vidée bien plus vite que prévu, faites-la \
                contrôler.
                """
        ),
        "ups.replace-battery": Words(
            en: """
                Order the battery that the vendor names for this model. Do not test the UPS under load: a weak battery \
                may cut the machines off. Replace the battery as the manual says, with the machines shut down unless \
                it allows otherwise, and recycle the old one. If the ticket stays open, let the battery charge and run \
                the unit's self-test: some keep the old state until then.
                """,
            fr: """
                Commandez la batterie que le fabricant indique pour ce modèle. Ne testez pas l'onduleur en \
                charge\u{A0}: une batterie faible peut couper les postes. Remplacez la batterie selon le manuel, \
                postes éteints sauf s'il permet autre chose, et faites recycler l'ancienne. Si le billet reste ouvert, \
                laissez la batterie se charger et lancez l'autotest de l'appareil\u{A0}: certains gardent l'ancien \
                état jusque-là.
                """
        ),
        "ups.not-answering": Words(
            en: """
                Check that the UPS is on and its USB or serial cable is plugged in at both ends; try another cable. \
                Look at upsd, the server of Network UPS Tools: 'systemctl status nut-server', and 'upsc -l' for the \
                names of the units. Restart the driver and the server: 'systemctl restart nut-driver@NAME nut-server'. \
                If upsd runs on another machine, do this there and check the network.
                """,
            fr: """
                Vérifiez que l'onduleur est allumé et que son câble USB ou série est branché aux deux bouts\u{A0}; \
                essayez un autre câble. Regardez upsd, le serveur de Network UPS Tools\u{A0}: «\u{A0}systemctl status \
                nut-server\u{A0}», et «\u{A0}upsc -l\u{A0}» pour les noms des appareils. Redémarrez le pilote et le \
                serveur\u{A0}: «\u{A0}systemctl restart nut-driver@NOM nut-server\u{A0}». Si upsd tourne sur une autre \
                machine, faites-le là-bas et vérifiez le réseau.
                """
        ),
        "updates.security": Words(
            en: """
                Install the updates as root: 'apt-get update', then 'apt-get upgrade --with-new-pkgs' (kernels need \
                this option). If packages are kept back, pass the ticket on. Look why they were not installed by \
                themselves: 'systemctl list-timers apt-daily-upgrade.timer', and the logs in \
                /var/log/unattended-upgrades. Run 'vigie report' to see whether a restart is needed.
                """,
            fr: """
                Installez les mises à jour en tant que root\u{A0}: «\u{A0}apt-get update\u{A0}», puis «\u{A0}apt-get \
                upgrade --with-new-pkgs\u{A0}» (les noyaux exigent cette option). Si des paquets sont conservés, \
                transmettez le billet. Cherchez pourquoi elles ne se sont pas installées d'elles-mêmes\u{A0}: \
                «\u{A0}systemctl list-timers apt-daily-upgrade.timer\u{A0}» et les journaux de \
                /var/log/unattended-upgrades. Lancez «\u{A0}vigie report\u{A0}» pour voir s'il faut redémarrer.
                """
        ),
        "updates.reboot": Words(
            en: """
                Agree on a time with the user, have the work saved, and restart the machine: 'systemctl reboot'. The \
                ticket closes by itself afterwards. If it does not, compare 'uname -r' with the newest kernel in \
                /boot: where an older one was started, pass the ticket on.
                """,
            fr: """
                Convenez d'un moment avec l'utilisateur, faites enregistrer le travail et redémarrez le poste\u{A0}: \
                «\u{A0}systemctl reboot\u{A0}». Le billet se ferme ensuite de lui-même. Sinon, comparez «\u{A0}uname \
                -r\u{A0}» au noyau le plus récent de /boot\u{A0}: si un noyau plus ancien a démarré, transmettez le \
                billet.
                """
        ),
        "updates.stale-lists": Words(
            en: """
                Run 'apt-get update' as root and read its errors: no network, a wrong proxy, a source that is gone, an \
                expired key. Correct the source in /etc/apt and run it again. Check that this happens by itself: \
                'systemctl enable --now apt-daily.timer', and 'apt-config dump APT::Periodic' must show \
                Update-Package-Lists with 1 or more.
                """,
            fr: """
                Lancez «\u{A0}apt-get update\u{A0}» en tant que root et lisez ses erreurs\u{A0}: pas de réseau, proxy \
                erroné, source disparue, clé expirée. Corrigez la source dans /etc/apt et relancez. Vérifiez que cela \
                se fait tout seul\u{A0}: «\u{A0}systemctl enable --now apt-daily.timer\u{A0}», et «\u{A0}apt-config \
                dump APT::Periodic\u{A0}» doit montrer Update-Package-Lists à 1 ou plus.
                """
        ),
        "updates.no-lists": Words(
            en: """
                Run 'apt-get update' as root and read its errors. If it fetches nothing, check that sources are named \
                in /etc/apt, and that /var has free space: 'df -h /var'. Find out whether a clean-up script or the \
                machine's image removes /var/lib/apt/lists. Then install what is waiting: 'apt-get upgrade \
                --with-new-pkgs'.
                """,
            fr: """
                Lancez «\u{A0}apt-get update\u{A0}» en tant que root et lisez ses erreurs. S'il ne télécharge rien, \
                vérifiez que des sources sont nommées dans /etc/apt et qu'il reste de la place dans /var\u{A0}: \
                «\u{A0}df -h /var\u{A0}». Cherchez si un script de nettoyage ou l'image du poste supprime \
                /var/lib/apt/lists. Installez ensuite ce qui attend\u{A0}: «\u{A0}apt-get upgrade \
                --with-new-pkgs\u{A0}».
                """
        ),
        "host.silent": Words(
            en: """
                Ask whether the machine is on, and in use: it may be put away or its user on leave. If it is on, check \
                its network, and whether it reaches the desk's port 7117. On the machine, run 'vigie status' and \
                'systemctl status vigie-agent'; if the agent has stopped, read 'journalctl -u vigie-agent' and run \
                'systemctl restart vigie-agent'. The ticket closes by itself when the machine is heard again.
                """,
            fr: """
                Demandez si le poste est allumé et utilisé\u{A0}: il est peut-être rangé, ou son utilisateur en congé. \
                S'il est allumé, vérifiez son réseau et s'il atteint le port 7117 du centre d'assistance. Sur le \
                poste, lancez «\u{A0}vigie status\u{A0}» et «\u{A0}systemctl status vigie-agent\u{A0}»\u{A0}; si \
                l'agent est arrêté, lisez «\u{A0}journalctl -u vigie-agent\u{A0}» et lancez «\u{A0}systemctl restart \
                vigie-agent\u{A0}». Le billet se ferme de lui-même quand le poste se manifeste à nouveau.
                """
        ),
        "host.gap": Words(
            en: """
                Ask the administrator whether the desk was restored from a backup: events from between were lost, and \
                cannot be had again. If it was not, pass the ticket on. Otherwise compare 'vigie report' on the \
                workstation with 'vigie-desk report HOST': open conditions are told anew by themselves. If they agree, \
                close the ticket.
                """,
            fr: """
                Demandez à l'administrateur si le centre d'assistance a été restauré depuis une sauvegarde\u{A0}: les \
                événements de l'intervalle sont perdus pour de bon. Sinon, transmettez le billet. Si oui, comparez \
                «\u{A0}vigie report\u{A0}» sur le poste avec «\u{A0}vigie-desk report POSTE\u{A0}»\u{A0}: les \
                anomalies ouvertes sont annoncées à nouveau d'elles-mêmes. Si les deux concordent, fermez le billet.
                """
        ),
        "host.identity": Words(
            en: """
                Ask whether the machine was restored from an image or a snapshot: then close the ticket, for the agent \
                has put itself right. If it was copied, make the copy a host of its own. On the copy, as root: \
                'systemctl stop vigie-agent', 'find /var/lib/vigie -mindepth 1 -delete', 'systemctl start \
                vigie-agent', 'vigie enrol TOKEN'. If neither is so, pass the ticket on at once: its key may be \
                stolen.
                """,
            fr: """
                Demandez si le poste a été restauré depuis une image ou un instantané\u{A0}: alors fermez le billet, \
                l'agent s'est remis en ordre. S'il a été cloné, faites du clone un poste à part. Sur le clone, en tant \
                que root\u{A0}: «\u{A0}systemctl stop vigie-agent\u{A0}», «\u{A0}find /var/lib/vigie -mindepth 1 \
                -delete\u{A0}», «\u{A0}systemctl start vigie-agent\u{A0}», «\u{A0}vigie enrol JETON\u{A0}». Si ce \
                n'est ni l'un ni l'autre, transmettez aussitôt le billet\u{A0}: sa clé a peut-être été volée.
                """
        ),
        "host.settings": Words(
            en: """
                Run 'vigie status' on the workstation: it names the file, the line and what is wrong. Correct it in \
                /etc/vigie/agent.conf or agent.conf.d, and check it: '/usr/libexec/vigie/vigie-agent --check'. Then \
                run 'systemctl reload vigie-agent'; the ticket closes by itself. If settings are distributed to many \
                machines, correct them at their source too.
                """,
            fr: """
                Lancez «\u{A0}vigie status\u{A0}» sur le poste\u{A0}: il indique le fichier, la ligne et l'erreur. \
                Corrigez dans /etc/vigie/agent.conf ou agent.conf.d, puis vérifiez\u{A0}: \
                «\u{A0}/usr/libexec/vigie/vigie-agent --check\u{A0}». Lancez ensuite «\u{A0}systemctl reload \
                vigie-agent\u{A0}»\u{A0}; le billet se ferme de lui-même. Si les réglages sont distribués à plusieurs \
                postes, corrigez-les aussi à la source.
                """
        ),
        "host.test": Words(
            en: """
                Do nothing: somebody ran 'vigie test-ticket' to see that tickets arrive. The ticket closes by itself.
                """,
            fr: """
                Ne faites rien\u{A0}: quelqu'un a lancé «\u{A0}vigie test-ticket\u{A0}» pour voir si les billets \
                arrivent. Le billet se ferme de lui-même.
                """
        ),
    ]
}
