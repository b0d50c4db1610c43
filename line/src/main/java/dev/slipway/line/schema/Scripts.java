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

/**
 * The migrations in the ledger's archive: SQL files only.
 *
 * @param folder the folder with their copies
 * @param names their file names, in order
 */
record Scripts(Path folder, Set<String> names) {
    private static final String WAR = "web-api.war";
    private static final String WITHIN = "WEB-INF/classes/db/migration/";

    /** Copies them from an archive into a folder. */
    static Scripts of(Path archive, Path folder) throws IOException, SchemaException {
        Set<String> names = new TreeSet<>();
        try (ZipFile ear = new ZipFile(archive.toFile())) {
            @Nullable ZipEntry war = ear.getEntry(WAR);
            if (war == null) {
                throw new SchemaException("there is no " + WAR + " in it: it is not an archive of Slipway's ledger");
            }
            try (ZipInputStream entries = new ZipInputStream(ear.getInputStream(war))) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    if (entry.getName().startsWith(WITHIN) && !entry.isDirectory()) {
                        names.add(copy(entry.getName().substring(WITHIN.length()), entries, folder));
                    }
                }
            }
        }
        return new Scripts(folder, names);
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
