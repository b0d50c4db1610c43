package dev.slipway.line.upgrade.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The persistent state of an upgrade.
 *
 * @param form the file's format version; this program writes 1
 * @param from the former version
 * @param to the new version
 * @param phase the current phase, which can be repeated
 * @param isRollback whether it restores the former version
 * @param isBackedUp whether to take a backup first
 * @param backedUpAt when it was taken, in ISO 8601; null if it was not
 * @param keycloakBefore the former Keycloak version of its database; null if unknown
 * @param why why it rolls back or stopped; empty if neither
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Upgrade(
        int form,
        Point from,
        Point to,
        Phase phase,
        @JsonProperty("isBack") boolean isRollback,
        boolean isBackedUp,
        @Nullable String backedUpAt,
        @Nullable String keycloakBefore,
        String why) {
    /** The file's format version that this program writes. */
    public static final int FORM = 1;

    /**
     * A version in Git.
     *
     * @param name for people
     * @param version as the ledger has it: the number and the abbreviated commit
     * @param commit all of its hash
     * @param branch the checked-out branch; null if detached
     * @param migrations the ledger's, by the names of their scripts
     */
    public record Point(
            String name,
            String version,
            String commit,
            @Nullable String branch,
            Set<String> migrations) {
        public Point {
            migrations = new TreeSet<>(migrations);
        }
    }

    /** The phases, in order. */
    public enum Phase {
        /** The new version is built in a separate folder. */
        BUILD("building it"),
        /** The line is backed up. */
        BACKUP("backing the line up"),
        /** Its archive is recorded and the gate evaluated. */
        GATE("checking the gate"),
        /** The checkout and build outputs are switched to the new version. Until here, the line is unchanged. */
        SWITCH("switching the checkout to it"),
        /** The line is brought up with the new version. */
        UP("starting the line with it"),
        /** The ledger's health is checked. */
        PROBE("checking its health");

        private final String doing;

        Phase(String doing) {
            this.doing = doing;
        }

        /** The progress text. */
        public String doing() {
            return doing;
        }

        /** Whether the line is unchanged, whatever happened in this phase. */
        public boolean isHarmless() {
            return compareTo(SWITCH) < 0;
        }
    }

    /** A new one, in its first phase. */
    public static Upgrade begin(Point from, Point to, boolean isBackedUp, @Nullable String keycloakBefore) {
        return new Upgrade(FORM, from, to, Phase.BUILD, false, isBackedUp, null, keycloakBefore, "");
    }

    /** Whether the target's number is lower. */
    @JsonIgnore
    public boolean isEarlierVersion() {
        return Version.of(to.version())
                .flatMap(target -> Version.of(from.version()).map(ran -> target.compareTo(ran) < 0))
                .orElse(false);
    }

    /** The target of the checkout. */
    public Point goal() {
        return isRollback ? from : to;
    }

    /** A copy in this phase. */
    public Upgrade in(Phase next) {
        return new Upgrade(form, from, to, next, isRollback, isBackedUp, backedUpAt, keycloakBefore, why);
    }

    /** A copy with this time of its backup. */
    Upgrade backedUp(Instant now) {
        return new Upgrade(form, from, to, phase, isRollback, isBackedUp, now.toString(), keycloakBefore, why);
    }

    /** A copy that restores the former version. */
    Upgrade rollBack(String reason) {
        return new Upgrade(form, from, to, Phase.SWITCH, true, isBackedUp, backedUpAt, keycloakBefore, reason);
    }

    /** A copy that continues to the new version after all. */
    Upgrade forward() {
        return new Upgrade(form, from, to, Phase.SWITCH, false, isBackedUp, backedUpAt, keycloakBefore, "");
    }

    /** A copy that has stopped. */
    Upgrade stopped(String reason) {
        return new Upgrade(form, from, to, phase, isRollback, isBackedUp, backedUpAt, keycloakBefore, reason);
    }
}
