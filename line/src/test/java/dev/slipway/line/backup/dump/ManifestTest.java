package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private static final Manifest DUMPED = manifest(
            Map.of("public.a", new TableChecksum(2, "17")), Map.of("public.s", "7 given"), Map.of("indexes", 3L));

    @Test
    void hasNoDifferencesFromWhatIsTheSame() {
        assertThat(DUMPED.differences(DUMPED)).isEmpty();
    }

    @Test
    void findsRowsThatAreOthers() {
        Manifest other = manifest(
                Map.of("public.a", new TableChecksum(2, "18")), Map.of("public.s", "7 given"), Map.of("indexes", 3L));
        assertThat(DUMPED.differences(other))
                .containsExactly(
                        "the table public.a of the database shop differs: 2 rows (17) were dumped, 2 rows (18) are restored");
    }

    @Test
    void findsWhatIsMissingAndWhatWasNotDumped() {
        Manifest other = manifest(Map.of("public.b", new TableChecksum(0, "0")), Map.of(), Map.of("indexes", 2L));
        assertThat(DUMPED.differences(other))
                .containsExactly(
                        "the table public.a of the database shop is missing",
                        "the table public.b of the database shop was not dumped",
                        "the sequence public.s of the database shop is missing",
                        "the number of indexes of the database shop differs: 3 were dumped, 2 are restored");
    }

    /** Everybody who may see the line's backups reads the report, and a service's code chooses the names. */
    @Test
    void reportsNoNameOfWhatDiffers() {
        List<String> differences = DUMPED.differences(manifest(Map.of(), Map.of(), Map.of("indexes", 3L)));
        BackupException different = catchThrowableOfType(
                BackupException.class, () -> Manifest.requireNone(differences, "Look at the disk."));
        assertThat(different).hasMessageContaining("the table public.a of the database shop is missing");
        assertThat(different.remedy()).isEqualTo("Look at the disk.");
        assertThat(different.reported())
                .startsWith("What is restored is not what was dumped")
                .contains("2 in all")
                .doesNotContain("public.a");
        assertThatCode(() -> Manifest.requireNone(List.of(), "Look at the disk."))
                .doesNotThrowAnyException();
    }

    @Test
    void comparesNoCountsThatAnotherReleaseDoesNotHave() {
        Manifest dumped = manifest(Map.of(), Map.of(), Map.of("grants", 9L, "views", 1L));
        assertThat(dumped.differences(manifest(Map.of(), Map.of(), Map.of("granted rights", 7L, "views", 1L))))
                .isEmpty();
        assertThat(dumped.differences(manifest(Map.of(), Map.of(), Map.of("granted rights", 7L, "views", 2L))))
                .hasSize(1);
    }

    @Test
    void takesASequenceThatWasGoingOn() {
        Manifest begun = sequence("1");
        Manifest dumped = sequence("7 given").since(begun.sequences());
        for (String restored : List.of("1", "1 given", "6 given", "7 given")) {
            assertThat(dumped.differences(sequence(restored))).isEmpty();
            assertThat(begun.since(sequence("7 given").sequences()).differences(sequence(restored)))
                    .as("one that goes down")
                    .isEmpty();
        }
        assertThat(dumped.differences(sequence("8 given")))
                .containsExactly(
                        "the sequence public.s of the database shop differs: 1 to 7 given were dumped, 8 given are restored");
        assertThat(dumped.differences(sequence("0 given"))).hasSize(1);
        assertThat(sequence("7").differences(sequence("7 given"))).hasSize(1);
    }

    @Test
    void isReadAsItWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("shop.json");
        for (Manifest one : List.of(DUMPED, DUMPED.since(sequence("-3").sequences()))) {
            one.write(file);
            assertThat(Manifest.read(file)).isEqualTo(one);
        }
        assertThat(file).content().contains("\"public.s\" : \"-3 to 7 given\"");
        assertThat(DUMPED.rows()).isEqualTo(2);
    }

    @Test
    void isReadAsEarlierReleasesWroteIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), """
                {"database":"shop","tables":{"public.a":{"rows":2,"digest":"17"}},"sequences":{"public.s":"7 given"},
                 "objects":{"indexes":3}}""");
        assertThat(Manifest.read(file)).isEqualTo(DUMPED);
    }

    private static Manifest sequence(String state) {
        return manifest(Map.of(), Map.of("public.s", state), Map.of());
    }

    private static Manifest manifest(
            Map<String, TableChecksum> tables, Map<String, String> sequences, Map<String, Long> objects) {
        SortedMap<String, SequenceSpan> spans = new TreeMap<>();
        sequences.forEach((name, state) -> spans.put(name, SequenceSpan.of(state)));
        return new Manifest("shop", new TreeMap<>(tables), spans, new TreeMap<>(objects));
    }
}
