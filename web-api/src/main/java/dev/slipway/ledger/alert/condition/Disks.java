package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.LedgerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;

/** Measures the file systems that the line is on. */
@ApplicationScoped
public class Disks {

    @Inject
    LedgerConfig config;

    /** The file system of the archives, which is that of the line's state; empty if they have no folder. */
    public Optional<Disk> state() {
        return Optional.of(config.archives()).filter(Files::isDirectory).map(folder -> {
            try {
                FileStore store = Files.getFileStore(folder);
                return new Disk(store.getUsableSpace(), store.getTotalSpace());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Usable space in bytes; empty if unknown. */
    public Optional<Long> free() {
        return state().map(Disk::free);
    }

    /** Total space in bytes; empty if unknown. */
    public Optional<Long> size() {
        return state().map(Disk::size);
    }
}
