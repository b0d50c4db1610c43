package dev.slipway.line.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the program's own classes at the end of a run whose classes are kept in an archive: the verb that ran needs few
 * of those that the others need.
 */
final class AllClasses {
    /** The system property with the jar; it is set where the classes are kept. */
    static final String JAR = "slipway.classes";

    private static final String ENDING = ".class";

    private AllClasses() {}

    /** Loads the classes of a jar; skips those that cannot be loaded, and libraries. */
    static void load(Path jar, ClassLoader loader) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("dev/slipway/") && name.endsWith(ENDING))
                    .map(name ->
                            name.substring(0, name.length() - ENDING.length()).replace('/', '.'))
                    .forEach(name -> load(name, loader));
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // The archive is good without it.
        }
    }
}
