package dev.slipway.line.host.machine;

import static dev.slipway.line.host.Groups.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
    @Test
    void readsWhatTheKernelSays() throws IOException {
        assertThat(MemoryCheck.memory(
                        "MemTotal:       24683520 kB\nMemAvailable:   12000000 kB\nHugePages_Total:       0\nx\n"))
                .containsEntry("MemTotal", 24_105L)
                .containsEntry("MemAvailable", 11_718L);
        assertThat(MemoryCheck.memory().get("MemTotal")).isPositive();
    }

    @Test
    void countsNoMoreThanTheContainerMayHave(@TempDir Path group) throws IOException {
        Map<String, Long> machine = Map.of("MemTotal", 24_105L, "MemAvailable", 11_718L);
        assertThat(MemoryCheck.within(group, machine)).isEqualTo(machine);
        Files.writeString(group.resolve("memory.max"), "max\n");
        assertThat(MemoryCheck.within(group, machine)).isEqualTo(machine);
        Files.writeString(group.resolve("memory.max"), "2147483648\n");
        Files.writeString(group.resolve("memory.current"), "2040109466\n");
        Files.writeString(
                group.resolve("memory.stat"), "anon 1073741824\ninactive_file 104857600\nactive_file 104857600\n");
        assertThat(MemoryCheck.within(group, machine)).isEqualTo(Map.of("MemTotal", 2048L, "MemAvailable", 302L));
        assertThat(MemoryCheck.within(group, Map.of("MemTotal", 1024L, "MemAvailable", 100L)))
                .isEqualTo(Map.of("MemTotal", 1024L, "MemAvailable", 100L));
    }

    /** Unlike the page cache, it is not in what the kernel calls available. */
    @Test
    void countsWhatTheCacheOfZfsGivesBack(@TempDir Path folder) throws IOException {
        Map<String, Long> machine = Map.of("MemTotal", 24_105L, "MemAvailable", 300L);
        Path statistics = folder.resolve("arcstats");
        assertThat(MemoryCheck.withCache(statistics, machine)).isEqualTo(machine);
        Files.writeString(statistics, """
                13 1 0x01 147 39984 3922512546 1023418254
                name                            type data
                hits                            4    18446744073709551615
                c_min                           4    806354944
                size                            4    12884901888
                memory_all_bytes                4    25276022784
                """);
        assertThat(MemoryCheck.withCache(statistics, machine))
                .isEqualTo(Map.of("MemTotal", 24_105L, "MemAvailable", 11_819L));
        Map<String, Long> container = Map.of("MemTotal", 4096L, "MemAvailable", 300L);
        assertThat(MemoryCheck.withCache(statistics, container)).isEqualTo(container);
    }

    /** As where it has just begun. */
    @Test
    void countsNothingOfACacheThatIsSmall(@TempDir Path folder) throws IOException {
        Map<String, Long> machine = Map.of("MemTotal", 24_105L, "MemAvailable", 300L);
        Path statistics = Files.writeString(folder.resolve("arcstats"), """
                c_min                           4    806354944
                size                            4    1024
                memory_all_bytes                4    25276022784
                """);
        assertThat(MemoryCheck.withCache(statistics, machine)).isEqualTo(machine);
    }

    @Test
    void startsAWorkerWhereThereIsRoom() {
        assertThatCode(() -> MemoryCheck.require(shop(), Map.of("MemTotal", 2000L, "MemAvailable", 500L)))
                .doesNotThrowAnyException();
        assertThatCode(() -> MemoryCheck.require(shop(), Map.of())).doesNotThrowAnyException();
    }

    @Test
    void startsNoneWhereThereIsNone() {
        assertThatThrownBy(() -> MemoryCheck.require(shop(), Map.of("MemTotal", 2000L, "MemAvailable", 399L)))
                .hasMessageStartingWith("this machine has only 399 MB of memory left, and a worker takes 400");
        assertThatThrownBy(() ->
                        MemoryCheck.require(shop("768m", "8192m"), Map.of("MemTotal", 8000L, "MemAvailable", 7000L)))
                .hasMessage(
                        "each of its workers may take 8448 MB by its definition, and this machine has 8000: give it less"
                                + " memory or metaspace");
    }
}
