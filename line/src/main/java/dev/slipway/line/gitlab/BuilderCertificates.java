package dev.slipway.line.gitlab;

import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.gitlab.plan.Variable;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Problem;
import dev.slipway.line.program.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The certificates of the image builder and its client for mutual TLS; the client's is for jobs of protected branches only. */
final class BuilderCertificates {
    private static final Duration LEFT = Duration.ofDays(90);
    private static final int LINES_OF_REASON = 3;
    private static final int LONGEST = 300;

    private final Path server;
    private final Path client;
    private final Path work;
    private final Programs openssl;

    /**
     * The certificates in these folders.
     *
     * @param server the builder's folder
     * @param client the bootstrap's own folder
     * @param work a private folder
     */
    BuilderCertificates(Path server, Path client, Path work) {
        this.server = server;
        this.client = client;
        this.work = work;
        this.openssl = Programs.atHome(work);
    }

    /** Generates them if they are missing, do not match, or expire soon; returns whether it did. */
    boolean make(Instant now) throws IOException {
        VolumeFile.folder(server);
        VolumeFile.folder(client);
        if (areGood(now)) {
            return false;
        }
        pair("server", "serverAuth");
        pair("client", "clientAuth");
        // The one that is checked first is written last, so that an interrupted run is repeated.
        for (String file : List.of("client-key.pem", "client.pem", "server.pem")) {
            AtomicFile.write(client.resolve(file), Files.readString(work.resolve(file)), AtomicFile.PRIVATE);
        }
        // World-readable: the builder does not run as root, and only it and this program have this volume.
        for (String file : List.of("server-key.pem", "client.pem", "server.pem")) {
            AtomicFile.write(server.resolve(file), Files.readString(work.resolve(file)), VolumeFile.EVERYBODYS);
        }
        Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
        return true;
    }

    /** The variables that jobs need to use the builder. */
    List<Variable> variables() throws IOException {
        String key = Base64.getEncoder().encodeToString(Files.readAllBytes(client.resolve("client-key.pem")));
        return List.of(
                new Variable(
                        "SLIPWAY_BUILDER_CA",
                        Files.readString(client.resolve("server.pem")),
                        Variable.Kind.PROTECTED_FILE),
                new Variable(
                        "SLIPWAY_BUILDER_CERT",
                        Files.readString(client.resolve("client.pem")),
                        Variable.Kind.PROTECTED_FILE),
                new Variable("SLIPWAY_BUILDER_KEY", key, Variable.Kind.HIDDEN));
    }

    private boolean areGood(Instant now) throws IOException {
        Optional<String> own = VolumeFile.read(server.resolve("server.pem"));
        Optional<String> clients = VolumeFile.read(server.resolve("client.pem"));
        return own.isPresent()
                && end(own.get()).isAfter(now.plus(LEFT))
                && clients.isPresent()
                && clients.equals(VolumeFile.read(client.resolve("client.pem")))
                && own.equals(VolumeFile.read(client.resolve("server.pem")))
                && VolumeFile.read(client.resolve("client-key.pem")).isPresent()
                && VolumeFile.read(server.resolve("server-key.pem")).isPresent();
    }

    /** The expiry of a certificate; long ago if it is invalid. */
    static Instant end(String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            return certificate.getNotAfter().toInstant();
        } catch (CertificateException e) {
            return Instant.EPOCH;
        }
    }

    /** A key and a self-signed certificate, valid for ten years. */
    private void pair(String name, String purpose) throws IOException {
        Outcome outcome = openssl.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "3650",
                "-subj",
                "/CN=builder-" + name,
                "-addext",
                "subjectAltName=DNS:builder.jobs.internal",
                "-addext",
                "extendedKeyUsage=" + purpose,
                "-keyout",
                work.resolve(name + "-key.pem").toString(),
                "-out",
                work.resolve(name + ".pem").toString());
        if (!outcome.isSuccess()) {
            String reason = outcome.reason(LINES_OF_REASON);
            throw new Problem(
                    "openssl makes no certificate: " + reason.substring(0, Math.min(reason.length(), LONGEST)),
                    "Run this again.");
        }
    }
}
