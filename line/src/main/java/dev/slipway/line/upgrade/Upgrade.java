package dev.slipway.line.upgrade;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade that was begun: all that nobody could find out by looking.
 *
 * @param form of the file that it is kept in; what this program writes is 1
 * @param from what ran
 * @param to what is to run
 * @param phase what is done now; it can be done again
 * @param isBack whether it goes back to what ran
 * @param isBackedUp whether a backup is to be taken before anything is changed
 * @param keycloakBefore the version that Keycloak's database was of; null where nobody knew
 * @param why why it goes back, or stopped; empty where it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Upgrade(
        int form,
        Point from,
        Point to,
        Phase phase,
        boolean isBack,
        boolean isBackedUp,
        @Nullable String keycloakBefore,
        String why) {
    static final int FORM = 1;

    /**
     * A version in Git.
     *
     * @param name for people
     * @param version as the ledger has it: the number, and the first of the commit
     * @param commit all of its hash
     * @param branch the branch that the checkout was on; null where it was on none
     * @param migrations the ledger's, by the names of their scripts
     */
    record Point(
            String name,
            String version,
            String commit,
            @Nullable String branch,
            Set<String> migrations) {
        Point {
            migrations = new TreeSet<>(migrations);
        }
    }

    /** What is done, in this order. */
    enum Phase {
        /** The new version is built aside. */
        BUILD("building it aside"),
        /** All of the line is backed up. */
        BACKUP("backing the line up"),
        /** Its archive is recorded, and the gate is asked. */
        GATE("asking the gate"),
        /** The checkout and what was built become the new version's. Until here, the line is as it was. */
        SWITCH("putting it into the checkout"),
        /** The line becomes what the checkout is. */
        UP("bringing the line up with it"),
        /** The ledger is asked whether it is well. */
        PROBE("looking whether it is well");

        private final String doing;

        Phase(String doing) {
            this.doing = doing;
        }

        /** What is being done, for people. */
        String doing() {
            return doing;
        }

        /** Whether the line is as it was, whatever happened in this phase. */
        boolean isHarmless() {
            return compareTo(SWITCH) < 0;
        }
    }

    static Upgrade begin(Point from, Point to, boolean isBackedUp, @Nullable String keycloakBefore) {
        return new Upgrade(FORM, from, to, Phase.BUILD, false, isBackedUp, keycloakBefore, "");
    }

    /** Whether what is to run is an earlier version than what ran. */
    boolean goesDown() {
        return Version.of(to.version())
                .flatMap(wanted -> Version.of(from.version()).map(ran -> wanted.compareTo(ran) < 0))
                .orElse(false);
    }

    /** What the checkout is to be. */
    Point goal() {
        return isBack ? from : to;
    }

    Upgrade in(Phase next) {
        return new Upgrade(form, from, to, next, isBack, isBackedUp, keycloakBefore, why);
    }

    /** It turns round. */
    Upgrade back(String reason) {
        return new Upgrade(form, from, to, Phase.SWITCH, true, isBackedUp, keycloakBefore, reason);
    }

    /** It stays where it is. */
    Upgrade stopped(String reason) {
        return new Upgrade(form, from, to, phase, isBack, isBackedUp, keycloakBefore, reason);
    }
}
