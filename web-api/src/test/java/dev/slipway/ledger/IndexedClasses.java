package dev.slipway.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;

/** The ledger's own classes, by the index of their annotations that the build has made for WildFly. */
public final class IndexedClasses {
    private static final Index INDEX = read();

    private IndexedClasses() {}

    /** Those that have any of these annotations, on themselves, a member or a parameter; they are not initialized. */
    public static Stream<Class<?>> using(Class<?>... annotations) {
        return INDEX.getKnownClasses().stream()
                .filter(type -> Stream.of(annotations).anyMatch(annotation -> type.hasAnnotation(annotation.getName())))
                .<Class<?>>map(type -> load(type.name().toString()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, IndexedClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The index is not of these classes", e);
        }
    }

    /** Maven runs a module's tests in its folder. */
    private static Index read() {
        try (InputStream stream =
                new BufferedInputStream(Files.newInputStream(Path.of("target/classes/META-INF/jandex.idx")))) {
            return new IndexReader(stream).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
