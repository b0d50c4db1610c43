package dev.slipway.line.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The migrations in the ledger's archive: SQL files only. */
final class Scripts {
    private static final String WAR = "web-api.war";
    private static final String LIBRARY = "WEB-INF/lib/web-api-classes.jar";
    private static final String IN_LIBRARY = "db/migration/";
    private static final String IN_WAR = "WEB-INF/classes/" + IN_LIBRARY;

    private Scripts() {}

    /** Refuses an archive that is not the ledger's. */
    static void check(Path archive) throws IOException, SchemaException {
        try (ZipFile ear = new ZipFile(archive.toFile())) {
            war(ear);
        }
    }

    /** Copies them out of an archive into a folder; returns their file names, in order. */
    static Set<String> of(Path archive, Path folder) throws IOException, SchemaException {
        Set<String> names = new TreeSet<>();
        try (ZipFile ear = new ZipFile(archive.toFile())) {
            try (InputStream bytes = ear.getInputStream(war(ear))) {
                copyAll(bytes, IN_WAR, folder, names);
            }
        }
        return names;
    }

    private static ZipEntry war(ZipFile ear) throws SchemaException {
        @Nullable ZipEntry war = ear.getEntry(WAR);
        if (war == null) {
            throw new SchemaException("there is no " + WAR + " in it: it is not an archive of Slipway's ledger");
        }
        return war;
    }

    /** Also of the library with the ledger's classes, where a later release may have them. */
    private static void copyAll(InputStream bytes, String within, Path folder, Set<String> names)
            throws IOException, SchemaException {
        ZipInputStream entries = new ZipInputStream(bytes);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            String name = entry.getName();
            if (name.equals(LIBRARY)) {
                copyAll(entries, IN_LIBRARY, folder, names);
            } else if (name.startsWith(within) && !entry.isDirectory()) {
                names.add(copy(name.substring(within.length()), entries, folder));
            }
        }
    }

    private static String copy(String name, InputStream bytes, Path folder) throws IOException, SchemaException {
        if (name.endsWith(".class")) {
            throw new SchemaException(
                    "its migration " + name + " is written in Java, and would have to be run: write it in SQL");
        }
        if (name.contains("/") || name.contains("\\")) {
            throw new SchemaException("its migration " + name + " is in a folder of its own: put it beside the others");
        }
        Files.copy(bytes, folder.resolve(name));
        return name;
    }
}
