package dev.slipway.line.demo;

import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Fills the ledger with the story, unless it has one. Only called by {@code ./slipway up --demo}. */
@Command(name = "demo", hidden = true, header = "Fills a new line with a story to look around in.")
public final class DemoVerb implements Callable<Integer> {
    private static final String PASSWORD = "demo-password";

    /** Made by picocli. */
    public DemoVerb() {}

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.of(System.getenv());
        if (LedgerDatabase.with(settings, connection -> new HistoryWriter(connection).isTold())) {
            return 0;
        }
        Caller caller = Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
        addPeople(settings);
        Instant now = Instant.now();
        LedgerDatabase.with(settings, connection -> {
            new HistoryWriter(connection).write(Story.toldAt(now));
            return true;
        });
        deliver(settings, caller, now);
        return 0;
    }

    /** All with the same password. */
    private static void addPeople(Settings settings) throws IOException {
        String password = new SecretFile(settings.secrets().resolve(PASSWORD)).readOrMake();
        new Connection(settings).inRealm(realm -> {
            Accounts accounts = new Accounts(realm);
            Person.ALL.forEach(person -> accounts.add(person, password));
        });
    }

    private static void deliver(Settings settings, Caller caller, Instant now) throws IOException {
        Tokens pipeline = ClientTokens.bySecret(
                settings.ledger(), "pipeline", settings.secret("pipeline-client-secret"), caller, Clock.systemUTC());
        LedgerRecords records = new LedgerRecords(Ledger.at(settings.ledger(), caller, pipeline, null), now);
        Channels channels = new Channels(settings, caller, pipeline);
        for (Delivery delivery : Delivery.TODAY) {
            War war = War.titled(delivery.title());
            switch (delivery.way()) {
                case PIPELINE -> {
                    records.release(delivery, war);
                    channels.byPipeline(delivery.archive(), war);
                }
                case BY_HAND -> channels.byHand(settings.workers().get(0), delivery.archive(), war);
                case ASKED -> {
                    records.release(delivery, war);
                    records.request(delivery);
                }
            }
        }
    }
}
