package dev.slipway.line.upgrade.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All facts that an upgrade is decided by.
 *
 * @param from the present version
 * @param to the target version
 * @param changedPaths the files that differ between the two
 * @param dirtyFiles the uncommitted files of the checkout
 * @param leftBehind the commits of the checkout that the target version does not have
 * @param commitsSince how many commits the checkout has since the target version; 0 if that is not in its history
 * @param sections the changelog's sections of what the later of the two has and the earlier has not, oldest first
 * @param appliedMigrations the migrations applied to the ledger's database; null if it does not answer
 * @param keycloakData the Keycloak version of its database; null if it does not answer
 * @param jdk the major version of the JDK for the line's next start
 * @param isOtherJdk whether the line runs with another JDK
 * @param workers the number of the ledger's workers
 * @param isRunning whether the line runs
 */
public record Facts(
        Side from,
        Side to,
        Set<String> changedPaths,
        List<String> dirtyFiles,
        List<String> leftBehind,
        int commitsSince,
        List<Changelog.Section> sections,
        @Nullable Set<String> appliedMigrations,
        @Nullable Version keycloakData,
        int jdk,
        boolean isOtherJdk,
        int workers,
        boolean isRunning) {
    public Facts {
        changedPaths = Set.copyOf(changedPaths);
        dirtyFiles = List.copyOf(dirtyFiles);
        leftBehind = List.copyOf(leftBehind);
        sections = List.copyOf(sections);
        appliedMigrations = appliedMigrations == null ? null : Set.copyOf(appliedMigrations);
    }

    /**
     * One version in Git.
     *
     * @param name for people: a tag, else a number and a commit
     * @param commit all of its hash
     * @param migrations the ledger's, by the names of their scripts
     */
    public record Side(String name, String commit, Components components, Set<String> migrations) {
        public Side {
            migrations = Set.copyOf(migrations);
        }

        /** Slipway's own. */
        public Version version() {
            return Version.of(components.slipway())
                    .orElseThrow(() -> new UpgradeException(
                            "pom.xml has the version '" + components.slipway() + "', which is not a version.", ""));
        }
    }

    /** Whether it goes to an earlier version, or to an earlier commit of the same one. */
    boolean isDowngrade() {
        return isEarlierVersion() || commitsSince > 0;
    }

    /** Whether the target's number is lower. */
    boolean isEarlierVersion() {
        return to.version().compareTo(from.version()) < 0;
    }

    /** The migrations that will run, in order. */
    Set<String> comingMigrations() {
        Set<String> coming = new TreeSet<>(to.migrations());
        coming.removeAll(Optional.ofNullable(appliedMigrations).orElse(from.migrations()));
        return coming;
    }

    /** The applied migrations that the target version does not have. */
    Set<String> foreignMigrations() {
        Set<String> foreign =
                new TreeSet<>(Optional.ofNullable(appliedMigrations).orElse(from.migrations()));
        foreign.removeAll(to.migrations());
        return foreign;
    }
}
