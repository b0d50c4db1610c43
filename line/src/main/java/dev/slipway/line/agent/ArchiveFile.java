package dev.slipway.line.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/**
 * An archive on disk.
 *
 * @param digest what the ledger calls it: its SHA-256
 * @param hash what WildFly calls it: its SHA-1, in base64
 */
record ArchiveFile(Path file, String digest, String hash) {
    /** The endings of all names that a service's archive may have. */
    static final String WAR = ".war";

    static final String EAR = ".ear";

    static ArchiveFile of(Path file) throws IOException {
        MessageDigest digest = algorithm("SHA-256");
        MessageDigest hash = algorithm("SHA-1");
        try (InputStream bytes =
                new DigestInputStream(new DigestInputStream(Files.newInputStream(file), digest), hash)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return new ArchiveFile(
                file,
                "sha256:" + HexFormat.of().formatHex(digest.digest()),
                Base64.getEncoder().encodeToString(hash.digest()));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** What the workers call a service's archive, where they have none of it yet. */
    String name(String service) throws PreparationException {
        try {
            return runtimeName(file, service);
        } catch (IOException e) {
            throw new PreparationException("The archive is damaged, it cannot be unpacked: " + e.getMessage());
        }
    }

    /**
     * By what name WildFly knows how to read it: that of a service's WAR or EAR. One says that it is an EAR, or has WARs in it and is none.
     *
     * @param service the service's name, or that of one of its archives
     */
    static String runtimeName(Path file, String service) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            boolean isEar = zip.getEntry("META-INF/application.xml") != null
                    || zip.stream().noneMatch(entry -> entry.getName().startsWith("WEB-INF/"))
                            && zip.stream().anyMatch(entry -> entry.getName().matches("[^/]+\\.war"));
            return service.replaceFirst("\\.[we]ar$", "") + (isEar ? EAR : WAR);
        }
    }
}
