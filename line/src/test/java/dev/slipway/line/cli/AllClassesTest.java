package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllClassesTest {
    @TempDir
    Path folder;

    private final List<String> loaded = new ArrayList<>();

    /** Knows no class, and needs more than there is for one. */
    private final ClassLoader loader = new ClassLoader(null) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name);
            if (name.endsWith("Main")) {
                throw new NoClassDefFoundError(name);
            }
            throw new ClassNotFoundException(name);
        }
    };

    @Test
    void loadsItsOwnWhicheverCannotBeLoaded() throws IOException {
        AllClasses.load(
                jar(
                        "META-INF/MANIFEST.MF",
                        "dev/slipway/line/cli/Main.class",
                        "dev/slipway/line/cli/Main$Version.class",
                        "dev/slipway/line/cli/deploy/DeployVerb.class",
                        "dev/slipway/line/cli/texts",
                        "picocli/CommandLine.class"),
                loader);
        assertThat(loaded)
                .containsExactly(
                        "dev.slipway.line.cli.Main",
                        "dev.slipway.line.cli.Main$Version",
                        "dev.slipway.line.cli.deploy.DeployVerb");
    }

    private Path jar(String... names) throws IOException {
        Path jar = folder.resolve("slipway.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        return jar;
    }
}
