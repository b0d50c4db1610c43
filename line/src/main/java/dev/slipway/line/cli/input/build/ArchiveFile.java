package dev.slipway.line.cli.input.build;

import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.ContextRoots;
import dev.slipway.line.archive.UnreadableException;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An archive that can be deployed: an intact ZIP file with the extension of its type.
 *
 * @param digest its digest
 */
public record ArchiveFile(Path file, String digest) {
    private static final String NO_JAR = "Only WARs and EARs are deployed: set <packaging>war</packaging> (Spring Boot:"
            + " extend SpringBootServletInitializer, and make spring-boot-starter-tomcat provided), or put an EJB JAR"
            + " into an EAR with a WAR.";

    /**
     * Opens it and checks every entry.
     *
     * @throws Problem if it is not a valid archive
     */
    public static ArchiveFile of(Path file) {
        expectReadable(file, "Build it first, or name another.");
        if (!file.toString().endsWith(".war") && !file.toString().endsWith(".ear")) {
            throw new Problem(
                    file + " is neither a .war nor an .ear.",
                    file.toString().endsWith(".jar") ? NO_JAR : "Name the archive that your build makes.");
        }
        // While it is unpacked: each may take seconds.
        CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> Digests.of(file));
        try (ZipFile zip = Archives.open(file)) {
            if (zip.size() == 0) {
                throw new ZipException("there is nothing in it");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                read(zip, entries.nextElement());
            }
        } catch (UnreadableException e) {
            throw new Problem(file + " cannot be read: " + e.getMessage() + ".", UnreadableException.remedy(e));
        } catch (IOException e) {
            throw new Problem(
                    file + " is damaged, it cannot be unpacked: " + Digests.reason(e) + ".", "Build it again.");
        }
        return new ArchiveFile(file, result(digest));
    }

    /** Requires that a file exists. */
    static void expectReadable(Path file, String remedy) {
        if (Files.isDirectory(file)) {
            throw new Problem(file + " is a folder.", "Name the archive that your build makes, a .war or an .ear.");
        }
        if (!Files.isRegularFile(file)) {
            throw new Problem("There is no file " + file + ".", remedy);
        }
        if (!Files.isReadable(file)) {
            throw new Problem(file + " cannot be read: permission denied.", remedy);
        }
    }

    /** The version of an archive without one: the first digits of its digest. */
    public String version() {
        return Sha256.abbreviated(digest, 12);
    }

    /** The context root of an EAR with a single one, or of a WAR that declares it. */
    public Optional<String> contextRoot(String service) {
        try {
            Set<String> roots = ContextRoots.of(file, service);
            if (roots.isEmpty()) {
                return ContextRoots.own(file);
            }
            return roots.size() == 1 ? Optional.of(roots.iterator().next()) : Optional.empty();
        } catch (IOException e) {
            throw new Problem(file + " cannot be read: " + Digests.reason(e) + ".", UnreadableException.remedy(e));
        }
    }

    private static String result(CompletableFuture<String> digest) {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Problem problem ? problem : e;
        }
    }

    private static void read(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream bytes = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw new ZipException("the checksum of " + entry.getName() + " is wrong");
        }
    }
}
