package dev.slipway.ledger.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveMigrationsTest {

    @Test
    void findsThemInAWar() throws IOException {
        byte[] war = zip(Map.of(
                "WEB-INF/classes/db/migration/V2__add_order.sql", sql(),
                "WEB-INF/classes/db/migration/V1__create_order.sql", sql(),
                "WEB-INF/classes/db/undo/U1__create_order.sql", sql(),
                "WEB-INF/classes/db/migration/README.md", sql(),
                "WEB-INF/lib/orders.jar", zip(Map.of("db/migration/V3__create_item.sql", sql())),
                "index.html", sql()));
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(war)).orElseThrow())
                .containsExactly("V1__create_order.sql", "V2__add_order.sql", "V3__create_item.sql");
    }

    @Test
    void findsThemInTheWarsAndJarsOfAnEar() throws IOException {
        byte[] war = zip(Map.of("WEB-INF/lib/a.jar", zip(Map.of("db/migration/V1__a.sql", sql()))));
        byte[] ear = zip(Map.of("shop-1.2.war", war, "lib/b.jar", zip(Map.of("db/migration/V2__b.sql", sql()))));
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(ear)).orElseThrow())
                .containsExactly("V1__a.sql", "V2__b.sql");
    }

    @Test
    void findsNoneWhereThereAreNone() throws IOException {
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(zip(Map.of("a.txt", sql()))))
                        .orElseThrow())
                .isEmpty();
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(sql())).orElseThrow())
                .isEmpty();
    }

    @Test
    void doesNotTellWhatItCannotRead() throws IOException {
        byte[] cut = Arrays.copyOf(zip(Map.of("b.txt", new byte[50_000])), 60);
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(cut))).isEmpty();
        byte[] nameless = zip(Map.of("b.txt", sql()));
        // The name of its only entry.
        nameless[30] = (byte) 0xff;
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(nameless))).isEmpty();
    }

    /** A megabyte of an archive may be a gigabyte of it, wherever that is. */
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "db/migration/V1__a.sql", "lib/no-archive.jar"})
    void doesNotTellWhatUnpacksToTooMuch(String name) throws IOException {
        byte[] archive = zip(Map.of(name, new byte[1 << 20]));
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(archive), 1 << 19))
                .isEmpty();
        assertThat(ArchiveMigrations.in(new ByteArrayInputStream(archive), 1 << 21))
                .isPresent();
    }

    private static byte[] sql() {
        return "select 1;".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
