package dev.slipway.line.cli.input.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.archive.Zips;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.http.Json;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildInputTest {
    @TempDir
    Path folder;

    @Test
    void anArchiveIsReadWhole() throws IOException {
        Path war = Wars.write(folder, "shop.war", "Open".repeat(1000));
        ArchiveFile archive = ArchiveFile.of(war);
        assertThat(archive.digest()).matches("sha256:[0-9a-f]{64}").isEqualTo(Digests.of(war));
        assertThat(archive.version()).isEqualTo(archive.digest().substring(7, 19));
        byte[] bytes = Files.readAllBytes(war);
        bytes[45] ^= 0x40;
        Files.write(war, bytes);
        assertThatThrownBy(() -> ArchiveFile.of(war))
                .hasMessageContaining("shop.war is damaged, it cannot be unpacked: ");
        Files.write(war, java.util.Arrays.copyOf(bytes, bytes.length - 20));
        assertThatThrownBy(() -> ArchiveFile.of(war)).hasMessageContaining("shop.war is damaged");
    }

    /** The agent would refuse it, only after the upload. */
    @Test
    void anArchiveHasNoMoreEntriesThanTheAgentReads() throws IOException {
        Path war = Files.write(folder.resolve("shop.war"), Zips.withTooManyEntries());
        assertThatThrownBy(() -> ArchiveFile.of(war))
                .hasMessageContaining("shop.war cannot be read: it has too many files: their directory takes 90")
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.remedy()).isEqualTo("Put fewer files into it."));
    }

    @Test
    void anArchiveSaysByItsNameWhatItIs() throws IOException {
        assertThatThrownBy(() -> ArchiveFile.of(Wars.write(folder, "shop.jar", "Open")))
                .hasMessageContaining("shop.jar is neither a .war nor an .ear.")
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.remedy())
                                .contains(
                                        "<packaging>war</packaging>",
                                        "SpringBootServletInitializer",
                                        "an EAR with a WAR"));
        assertThatThrownBy(() -> ArchiveFile.of(Wars.write(folder, "shop.zip", "Open")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.remedy()).isEqualTo("Name the archive that your build makes."));
        assertThatThrownBy(() -> ArchiveFile.of(folder.resolve("no.war"))).hasMessageStartingWith("There is no file ");
    }

    /** A build leaves an exploded one beside the archive, and a command line is easily completed to that. */
    @Test
    void anArchiveIsNoFolder() throws IOException {
        for (String name : List.of("shop-1.2.3", "exploded.war")) {
            Path exploded = Files.createDirectory(folder.resolve(name));
            assertThatThrownBy(() -> ArchiveFile.of(exploded)).hasMessageContaining(name + " is a folder.");
        }
    }

    private List<String> matching(String pattern) {
        return Reports.matching(folder, pattern).stream()
                .map(path -> folder.relativize(path).toString())
                .toList();
    }

    @Test
    void patternsAreThoseOfAShell() throws IOException {
        for (String file : List.of(
                "target/surefire-reports/TEST-b.xml",
                "target/surefire-reports/TEST-a.xml",
                "ear/target/failsafe-reports/TEST-c.xml",
                "ear/deep/target/x-reports/TEST-d.xml",
                ".git/target/x-reports/TEST-hidden.xml",
                "target/surefire-reports/other.txt")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }
        assertThat(matching("**/target/*-reports/TEST-*.xml"))
                .containsExactly(
                        "ear/deep/target/x-reports/TEST-d.xml",
                        "ear/target/failsafe-reports/TEST-c.xml",
                        "target/surefire-reports/TEST-a.xml",
                        "target/surefire-reports/TEST-b.xml");
        assertThat(matching("target/surefire-reports/TEST-?.xml")).hasSize(2);
        assertThat(matching("target/surefire-reports/TEST-[a].xml"))
                .containsExactly("target/surefire-reports/TEST-a.xml");
        assertThat(matching("target/surefire-reports/TEST-a.xml")).hasSize(1);
        assertThat(matching(folder + "/target/**/TEST-a.xml")).hasSize(1);
        assertThat(matching("nowhere/*.xml")).isEmpty();
        assertThat(matching(".git/target/*/TEST-*.xml"))
                .as("a hidden folder that is named")
                .hasSize(1);
    }

    /** As on Windows, where no path can have {@code *}: nowhere can one have this character. */
    @Test
    void aPatternIsNoPath() {
        assertThat(matching("**/\0*.xml")).isEmpty();
    }

    @Test
    void aReportMayHaveBracketsInItsName() throws IOException {
        Files.writeString(folder.resolve("TEST-shop[1].xml"), "x");
        assertThat(matching("TEST-shop[1].xml")).containsExactly("TEST-shop[1].xml");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            **/TEST-*.xml, false, "", **/TEST-*.xml
            target/x-reports/TEST-*.xml, false, target/x-reports, TEST-*.xml
            /work/*/TEST-a.xml, false, /work, */TEST-a.xml
            /*/TEST-a.xml, false, /, */TEST-a.xml
            a\\*.xml, false, "", a\\*.xml
            target\\x-reports\\TEST-*.xml, true, target/x-reports, TEST-*.xml
            target/x-reports/TEST-*.xml, true, target/x-reports, TEST-*.xml
            C:/work/**/TEST-*.xml, true, C:/work, **/TEST-*.xml
            C:\\*\\TEST-a.xml, true, C:/, */TEST-a.xml
            \\\\server\\share\\TEST-*.xml, true, //server/share, TEST-*.xml
            """)
    void patternsMayBeThoseOfWindows(String pattern, boolean isWindows, String base, String rest) {
        assertThat(ReportPattern.of(pattern, isWindows)).isEqualTo(new ReportPattern(base, rest));
    }

    @Test
    void reportsArePackedAlike() throws IOException {
        for (int n = 0; n < 1502; n++) {
            Files.writeString(folder.resolve("TEST-" + n + ".xml"), "<testsuite/>");
        }
        List<Path> reports = Reports.matching(folder, "TEST-*.xml");
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        List<Path> pieces = Reports.packed(reports, first);
        assertThat(pieces)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("tests.zip", "tests-2.zip");
        assertThat(Reports.packed(reports, second))
                .extracting(Digests::of)
                .isEqualTo(pieces.stream().map(Digests::of).toList());
        try (ZipFile zip = new ZipFile(pieces.get(1).toFile())) {
            assertThat(zip.size()).isEqualTo(2);
            assertThat(zip.stream().findFirst().orElseThrow().getName()).startsWith("0001-TEST-");
        }
    }

    @Test
    void commitsAreCutToWhatTheLedgerTakes() {
        String long500 = "x".repeat(499) + "😀y";
        List<Json> commits = Commits.of("abc\0" + "2026-01-01T00:00:00Z\0\0\0" + long500 + "\0\0"
                + "abd\0" + "2026-01-01T00:00:00Z\0A\0a@x\0\0\0"
                + "abe\0" + "2026-01-01T00:00:00Z\0\0\0a\tb\0\0");
        assertThat(commits)
                .extracting(commit -> commit.text("title"))
                .containsExactly("x".repeat(499) + "😀", "(no title)", "a b");
        assertThat(commits.get(1).text("author")).isEqualTo("A");
        assertThat(commits.get(1).find("authorEmail")).isEmpty();
        assertThat(commits.get(2).find("author")).isEmpty();
        assertThat(Commits.of("")).isEmpty();
    }

    /** Of what is no person with an address, nothing is left; U+001F is between two of them. */
    @Test
    void aCommitIsThereOnceForEachCoAuthor() {
        List<Json> commits = Commits.of("abc\0" + "2026-01-01T00:00:00Z\0Alice\0alice@example.org\0title\0"
                + "Bob Baker <bob@example.org>\u001fAlice <alice@example.org>\u001f<eve@localhost>\u001fnobody\0");
        assertThat(commits).extracting(commit -> commit.text("sha")).containsExactly("abc", "abc", "abc");
        assertThat(commits).extracting(commit -> commit.text("title")).containsOnly("title");
        assertThat(commits)
                .extracting(commit -> commit.find("author").orElse("-"))
                .containsExactly("Alice", "Bob Baker", "-");
        assertThat(commits)
                .extracting(commit -> commit.find("authorEmail").orElse("-"))
                .containsExactly("alice@example.org", "bob@example.org", "-");
    }

    /** Four eyes has to know all authors. */
    @Test
    void ofMoreCommitsThanTheLedgerTakesEachAuthorHasOne() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            String name = i < 650 ? "alice" : "bob";
            log.append(i).append("\0" + "2026-01-01T00:00:00Z\0");
            log.append(name).append('\0').append(name).append("@example.org\0title\0\0");
        }
        List<Json> commits = Commits.of(log.toString());
        assertThat(commits).hasSize(500);
        assertThat(commits.get(498).text("sha")).isEqualTo("498");
        assertThat(commits.get(499).text("sha")).isEqualTo("650");
        assertThat(commits.get(499).text("authorEmail")).isEqualTo("bob@example.org");
    }
}
