package dev.slipway.line.agent.site;

import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.archive.Archives;
import dev.slipway.line.archive.UnreadableException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.roll.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.ZipFile;

/**
 * An archive on disk.
 *
 * @param digest as the ledger identifies it
 * @param hash as WildFly identifies it
 */
public record ArchiveFile(Path file, Digest digest, ContentHash hash) {
    /** The possible file extensions of a service's archive. */
    public static final String WAR = ".war";

    public static final String EAR = ".ear";

    public static ArchiveFile of(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        MessageDigest hash = sha1();
        try (InputStream bytes =
                new DigestInputStream(new DigestInputStream(Files.newInputStream(file), digest), hash)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return new ArchiveFile(file, Digest.of(digest.digest()), ContentHash.of(hash.digest()));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** The deployment name for a service's first archive. */
    public String name(String service) throws PreparationException {
        try {
            return runtimeName(file, service);
        } catch (UnreadableException e) {
            throw new PreparationException(
                    "The archive cannot be read: " + e.getMessage() + ". " + UnreadableException.remedy(e), e);
        } catch (IOException e) {
            throw new PreparationException("The archive is damaged, it cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /**
     * The runtime name; WildFly determines the type by its extension.
     *
     * @param service the service's name, or that of one of its archives
     */
    public static String runtimeName(Path file, String service) throws IOException {
        try (ZipFile zip = Archives.open(file)) {
            return service.replaceFirst("\\.[we]ar$", "") + (Archives.isEar(zip) ? EAR : WAR);
        }
    }
}
