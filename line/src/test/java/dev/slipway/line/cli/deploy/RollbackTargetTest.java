package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackTargetTest {
    /**
     * A history, oldest first: {@code 41=a} is version 41 with the archive a, {@code 41} one with an archive of its own, and {@code <} stands
     * before a rollback; {@code =x} is the archive x, of no known release.
     */
    private static List<RollbackTarget> ran(String history) {
        List<RollbackTarget> ran = new ArrayList<>();
        for (String deployment : history.split(" ")) {
            boolean isRollback = deployment.startsWith("<");
            String[] release = deployment.substring(isRollback ? 1 : 0).split("=");
            ran.add(new RollbackTarget(release[0], release[release.length - 1], "2026-11-26T09:00:00Z", isRollback));
        }
        Collections.reverse(ran);
        return ran;
    }

    private static List<String> versions(List<RollbackTarget> targets) {
        return targets.stream().map(RollbackTarget::version).toList();
    }

    @ParameterizedTest
    @CsvSource({
        // The second rollback in a row goes on back.
        "40 41 42, 41",
        "40 41 42 <41, 40",
        "40 41 42 <41 <40, none",
        "41 42 <41, none",
        // By a version, it leaves also what ran in between.
        "40 41 42 <40, none",
        "39 40 41 42 <40, 39",
        // What was rolled back is skipped from then on, until it is deployed again.
        "40 41 42 <41 43, 41",
        "40 41 42 <41 43 <41, 40",
        "40 41 42 <41 42, 41",
        "40 41 42 <41 42 43, 42",
        "40 41 42 <41 <42, 41",
        // The agent puts back what ran when a release, or a rollback, does not start.
        "40 41 <41, 40",
        "40 41 42 <42, 41",
        // The first one is built again, or older than the history.
        "41 42 <39, 41",
        "<39, none",
        // An older archive is deployed once more.
        "41 42 41 43, 41",
        "41 42 41, 42",
        // The same archive has several versions.
        "40=a 41=b 42=b 43=b, 40",
        "40=a 41=b 42=c 43=b <42=c, 40",
        "40=a 41=b 42=b 43=c <41=b, 40",
        // As where a configuration changes.
        "40 41 41, 40",
    })
    void goesBackToWhatRanBelow(String history, String target) {
        assertThat(RollbackTarget.choose(ran(history), null)
                        .map(RollbackTarget::version)
                        .orElse("none"))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "40 41 =x, 41",
        "40 41 =x =y, 41",
        "40 41 <40 =x, 40",
        "40 =x, 40",
        // Only if that was deployed last.
        "40 41 =x 42, 41",
        "40 41 =x <41, 40",
    })
    void goesBackToTheNewestReleaseFromAnArchiveOfNone(String history, String target) {
        assertThat(RollbackTarget.choose(RollbackTarget.known(ran(history)), null)
                        .map(RollbackTarget::version))
                .contains(target);
    }

    /** Another archive that somebody has deployed to the same workers replaces nothing. */
    @ParameterizedTest
    @CsvSource({"helper.war, 40", "shop.war, 41", "'', 41"})
    void goesBackFromAnArchiveThatReplacedTheRelease(String archive, String target) {
        List<RollbackTarget> ran = new ArrayList<>(List.of(
                new RollbackTarget("", "x", "2026-11-26T10:00:00Z", false, null, null, archive),
                new RollbackTarget("41", "b", "2026-11-26T09:00:00Z", false, null, null, "shop.war"),
                new RollbackTarget("40", "a", "2026-11-26T08:00:00Z", false, null, null, "shop.war")));
        assertThat(RollbackTarget.choose(RollbackTarget.known(ran), null).map(RollbackTarget::version))
                .contains(target);
    }

    @Test
    void goesToAnyVersionThatIsSaid() {
        List<RollbackTarget> ran = ran("40=a 41=b 42=c <41=b");
        assertThat(RollbackTarget.choose(ran, "42")).map(RollbackTarget::digest).contains("c");
        assertThat(RollbackTarget.choose(ran, "41")).isPresent();
        assertThat(RollbackTarget.choose(ran, "43")).isEmpty();
    }

    @Test
    void namesEachArchiveOnce() {
        List<RollbackTarget> ran = ran("40=a 41=b 42=b 43=c 44=c <42=b 43=c");
        assertThat(versions(RollbackTarget.earlier(ran))).containsExactly("42", "40");
    }
}
