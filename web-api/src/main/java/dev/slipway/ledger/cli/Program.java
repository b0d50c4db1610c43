package dev.slipway.ledger.cli;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The CLI's file in the EAR's library, with the metadata that the build wrote. */
@ApplicationScoped
class Program {
    /** Where to download it. */
    static final String PATH = "/cli/slipway.jar";

    private static final String FOLDER = "/cli/";

    /** Its SHA-256, in hexadecimal. */
    String sha256() {
        return noted("sha256");
    }

    String version() {
        return noted("version");
    }

    long size() {
        return Long.parseLong(noted("size"));
    }

    InputStream open() {
        return open("slipway.jar");
    }

    private String noted(String name) {
        Properties properties = new Properties();
        try (InputStream file = open("program.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    private InputStream open(String name) {
        InputStream file = Program.class.getResourceAsStream(FOLDER + name);
        if (file == null) {
            throw new IllegalStateException("this archive was built without " + FOLDER + name);
        }
        return file;
    }
}
