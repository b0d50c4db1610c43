package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Instant ANY = Instant.MAX;
    private static final Snapshot OLD = snapshot("aa11bb22cc", "2026-11-25T02:30:00Z", "line.example");
    private static final Snapshot NEW = snapshot("aa99bb22cc", "2026-11-26T02:30:00Z", "line.example");
    private static final Snapshot OTHER = snapshot("cc99bb22cc", "2026-11-24T02:30:00Z", "other.example");

    @Test
    void areReadNewestFirst() throws IOException {
        assertThat(Snapshot.parse("""
                [{"time":"2026-11-25T02:30:00Z","hostname":"line.example","tags":["slipway"],"id":"aa11bb22cc","short_id":"aa11bb22"},
                 {"time":"2026-11-26T03:30:00.000000001+01:00","hostname":"line.example","id":"aa99bb22cc"}]""")).extracting(Snapshot::shortId).containsExactly("aa99bb22", "aa11bb22");
        assertThat(Snapshot.parse("[]")).isEmpty();
    }

    @Test
    void nameTheVersionThatTheLineRan() throws IOException {
        assertThat(Snapshot.parse("""
                [{"time":"2026-11-27T02:30:00Z","hostname":"line.example","tags":["slipway","0.2.0+1a2b3c4d5"],"id":"aa"},
                 {"time":"2026-11-26T02:30:00Z","hostname":"line.example","tags":["slipway"],"id":"bb"},
                 {"time":"2026-11-25T02:30:00Z","hostname":"line.example","id":"cc"}]""")).extracting(Snapshot::release).containsExactly("0.2.0+1a2b3c4d5", "", "");
    }

    @Test
    void theNewestIsChosenUnlessAnotherIsAskedFor() {
        assertThat(Snapshot.choose(List.of(NEW, OLD), "", ANY)).isEqualTo(NEW);
        assertThat(Snapshot.choose(List.of(NEW, OLD), "aa11", ANY)).isEqualTo(OLD);
        assertThat(Snapshot.choose(List.of(NEW, OLD), "", Instant.parse("2026-11-26T02:29:59Z")))
                .isEqualTo(OLD);
    }

    @Test
    void oneFromTheFutureIsNotTheNewest() {
        assertThat(Snapshot.choose(List.of(NEW, OLD), "", ANY, OLD.at())).isEqualTo(OLD);
        assertThat(Snapshot.choose(List.of(NEW, OLD), "", ANY, NEW.at().minusSeconds(60)))
                .as("another machine's clock")
                .isEqualTo(NEW);
        assertThat(Snapshot.choose(List.of(NEW, OLD), "aa99", ANY, OLD.at())).isEqualTo(NEW);
        assertThat(Snapshot.choose(List.of(NEW), "", ANY, OLD.at()))
                .as("there is no other")
                .isEqualTo(NEW);
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Snapshot.choose(List.of(), "", ANY))
                .hasMessage("There is no backup in this repository.");
        assertThatThrownBy(() -> Snapshot.choose(List.of(NEW), "ff", ANY))
                .hasMessage("There is no backup ff in this repository.");
        assertThatThrownBy(() -> Snapshot.choose(List.of(NEW), "", Instant.parse("2020-01-01T00:00:00Z")))
                .hasMessage("There is no backup from before 2020-01-01T00:00:00Z in this repository.");
        assertThatThrownBy(() -> Snapshot.choose(List.of(NEW, OLD), "aa", ANY))
                .hasMessage("More than one backup begins with aa.");
    }

    @Test
    void whichLineIsNotGuessed() {
        assertThatThrownBy(() -> Snapshot.choose(List.of(NEW, OTHER), "", ANY))
                .hasMessage("This repository has backups of several lines: line.example, other.example.");
        assertThat(Snapshot.choose(List.of(NEW, OTHER), "cc", ANY)).isEqualTo(OTHER);
    }

    @Test
    void oneOfAFormerDomainIsTakenByItsId() {
        List<Snapshot> all = List.of(NEW, OLD, OTHER);
        assertThat(Snapshot.choose(all, "line.example", "", ANY)).isEqualTo(NEW);
        assertThat(Snapshot.choose(all, "line.example", "cc", ANY)).isEqualTo(OTHER);
        assertThatThrownBy(() -> Snapshot.choose(all, "line.example", "", OTHER.at()))
                .hasMessage("There is no backup of line.example from before 2026-11-24T02:30:00Z in this repository;"
                        + " cc99bb22 of 2026-11-24T02:30:00Z is of other.example.");
        assertThatThrownBy(() -> Snapshot.choose(List.of(OTHER), "line.example", "", ANY))
                .hasMessage("There is no backup of line.example in this repository;"
                        + " cc99bb22 of 2026-11-24T02:30:00Z is of other.example.");
        assertThatThrownBy(() -> Snapshot.choose(all, "line.example", "", Instant.parse("2020-01-01T00:00:00Z")))
                .hasMessage("There is no backup from before 2020-01-01T00:00:00Z in this repository.");
    }

    private static Snapshot snapshot(String id, String at, String host) {
        return new Snapshot(id, Instant.parse(at), host, "");
    }
}
