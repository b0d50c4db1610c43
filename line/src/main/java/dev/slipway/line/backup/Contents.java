package dev.slipway.line.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What of the line's folder is in a backup: all but what is made anew, what is of a moment, and what the dumps have. */
final class Contents {
    /** As restic's patterns, from the folder on. */
    static final List<String> LEFT_OUT = List.of(
            // The dumps have it.
            "/postgresql",
            // The programs and their copies: `up` makes them.
            "/keycloak",
            "/wildfly",
            "/agent/home",
            "/httpd/errors",
            // What runs, and what it says.
            "/logs",
            "/run/*.pid",
            "/run/*.sock",
            "/run/*.fingerprint",
            "/run/*.starts",
            "/run/turn-*",
            "/run/lock",
            "/run/ports",
            "/run/supervision",
            "/run/supervisord.conf",
            "/httpd/run",
            "/httpd/live",
            "/agent/work/tmp",
            // Of a worker: its configuration, what is deployed there, its timers and the record of what was done to it
            // stay.
            "/workers/*/tmp",
            "/workers/*/log/*.log",
            "/workers/*/log/*.log.*",
            "/workers/*/data/tx-object-store",
            "/workers/*/data/activemq",
            "/workers/*/data/infinispan",
            "/workers/*/data/kernel",
            "/workers/*/configuration/standalone_xml_history",
            // Half-made.
            "*.new",
            "*.new.[0-9]*",
            "*.old",
            // Backups themselves, but for the dumps.
            "/backup/cache",
            "/backup/proof",
            "/backup/before-upgrades",
            "/upgrade",
            "/backup/lock",
            "/backup/next",
            "/backup/report.json");

    /** These stay, of what the others would leave out: the ledger reads them. */
    static final List<String> KEPT = List.of("/workers/*/log/deployments.log*");

    private Contents() {}

    /**
     * What restic is told of them.
     *
     * @param state the line's folder
     */
    static List<String> options(Path state) {
        List<String> options = new ArrayList<>();
        LEFT_OUT.forEach(pattern -> options.add("--exclude=" + (pattern.startsWith("/") ? state + pattern : pattern)));
        KEPT.forEach(pattern -> options.add("--exclude=!" + state + pattern));
        return options;
    }
}
