package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherLinesTest {
    private static final String USER = "slipway-shop-production";

    @TempDir
    Path folder;

    private Path line(String name) throws IOException {
        Path line = Files.createDirectory(folder.resolve(name));
        Path workers = Files.createDirectories(line.resolve("groups/shop-production/workers"));
        Files.writeString(workers.resolve("shop-production-1"), "USER=" + USER + "\nPORT=20000\n");
        Files.writeString(line.resolve("groups/slots.json"), "{}");
        Files.createDirectory(line.resolve("groups/new-production"));
        return line;
    }

    private OtherLines others(Path own, Path... lines) throws IOException {
        StringBuilder list = new StringBuilder();
        for (Path line : lines) {
            list.append(line).append('\n');
        }
        return new OtherLines(Files.writeString(folder.resolve("lines"), list), own);
    }

    @Test
    void useTheUserOfAServiceOfTheSameName() throws IOException {
        Path own = line("own");
        OtherLines others = others(own, own, line("other"));
        assertThat(others.use(USER)).isTrue();
        assertThat(others.use("slipway-shop")).isFalse();
    }

    @Test
    void areNotThisOneNorGone() throws IOException {
        Path own = line("own");
        Path link = Files.createSymbolicLink(folder.resolve("link"), own);
        assertThat(others(own, link, folder.resolve("gone")).use(USER)).isFalse();
        assertThat(new OtherLines(folder.resolve("none"), own).use(USER)).isFalse();
    }
}
