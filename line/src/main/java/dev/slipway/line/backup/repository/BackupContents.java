package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupPaths;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Selects what a backup contains of the line's folder: all but what can be recreated, transient files, and what the
 * dumps cover.
 */
public final class BackupContents {
    /** Incomplete files, of any folder. */
    private static final List<String> INCOMPLETE = List.of("*.new", "*.new.[0-9]*", "*.old");

    /** Exceptions: in a worker's folder, a service gives its files any name. */
    private static final List<String> OF_SERVICES = List.of("/workers/*/*");

    /** restic patterns relative to the folder. */
    private static final List<String> LEFT_OUT = List.of(
            // Covered by the dumps.
            "/postgresql",
            // Programs and copies of them, recreated by `up`.
            "/keycloak",
            "/wildfly",
            "/agent/home",
            "/httpd/errors",
            // Runtime files and logs.
            "/logs",
            "/run/*.pid",
            "/run/boot",
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
            // Of a worker, the configuration, deployments, timers and audit log are backed up.
            "/workers/*/tmp",
            "/workers/*/log/*.log",
            "/workers/*/log/*.log.*",
            "/workers/*/data/tx-object-store",
            "/workers/*/data/activemq",
            "/workers/*/data/infinispan",
            "/workers/*/data/kernel",
            "/workers/*/configuration/standalone_xml_history",
            // Heap dumps, in the folder that a JVM was started in: what it had in memory, secrets too.
            "/run/*.hprof",
            "/workers/*/*.hprof",
            // Backups themselves, except for the dumps.
            "/backup/cache",
            "/backup/proof",
            "/" + BackupPaths.BEFORE_UPGRADES,
            "/upgrade",
            "/backup/lock",
            "/backup/next",
            "/backup/unproven.json",
            "/backup/report.json");

    /** Exceptions, which the ledger reads. */
    private static final List<String> KEPT = List.of("/workers/*/log/deployments.log*");

    private static final List<PathMatcher> LEFT_OUT_MATCHERS = matchers(LEFT_OUT);
    private static final List<PathMatcher> KEPT_MATCHERS = matchers(KEPT);
    private static final Pattern OF_WORKER = Pattern.compile("workers/[^/]+/.+", Pattern.DOTALL);

    private BackupContents() {}

    /**
     * Whether a backup leaves out a folder of the line.
     *
     * @param folder relative to the line's folder
     */
    public static boolean isLeftOut(Path folder) {
        Path path = Path.of("/").resolve(folder);
        return LEFT_OUT_MATCHERS.stream().anyMatch(matcher -> matcher.matches(path))
                && KEPT_MATCHERS.stream().noneMatch(matcher -> matcher.matches(path));
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /**
     * Whether a file is in a worker's folder, where a service does as it likes.
     *
     * @param file its path relative to the line's folder
     */
    public static boolean isOfWorker(String file) {
        return OF_WORKER.matcher(file).matches();
    }

    /**
     * restic's command-line options; of those that match, the last one counts.
     *
     * @param state the line's folder
     */
    public static List<String> options(Path state) {
        List<String> options = new ArrayList<>();
        INCOMPLETE.forEach(pattern -> options.add("--exclude=" + pattern));
        OF_SERVICES.forEach(pattern -> options.add("--exclude=!" + state + pattern));
        LEFT_OUT.forEach(pattern -> options.add("--exclude=" + state + pattern));
        KEPT.forEach(pattern -> options.add("--exclude=!" + state + pattern));
        return options;
    }
}
