package dev.slipway.line.service;

import dev.slipway.line.Wars;
import dev.slipway.line.service.app.Opening;
import java.io.File;
import java.net.URISyntaxException;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A shop that brings its own database up to date, release by release. */
final class OpeningShop {
    /** Two things of one name, which nothing forbids. */
    private static final String FIRST = """
            create table opening (version text not null);
            create table item (id integer generated always as identity primary key, name text not null, price integer not null);
            insert into item (name, price) values ('kettle', 6), ('kettle', 7);""";

    private static final String EXPANDING = "alter table item add column currency text not null default 'EUR';";

    private static final String CONTRACTING = """
            alter table item add column cents integer;
            update item set cents = price * 100;
            alter table item drop column price;""";

    private static final String IMPOSSIBLE = "alter table item add constraint uq_item_name unique (name);";

    private OpeningShop() {}

    static WebArchive first() {
        return shop("1.0", "select price from item").addAsResource(new StringAsset(FIRST), "db/migration/V1__item.sql");
    }

    /** Adds a column, which the one before does not mind. */
    static WebArchive expanding() {
        return after("2.0", "select price, currency from item");
    }

    /** Drops a column that the one before reads. */
    static WebArchive contracting() {
        return after("3.0", "select cents from item")
                .addAsResource(new StringAsset(CONTRACTING), "db/migration/V3__price_in_cents.sql");
    }

    /** Forbids what there is in the database. */
    static WebArchive impossible() {
        return after("3.1", "select price from item")
                .addAsResource(new StringAsset(IMPOSSIBLE), "db/migration/V3__unique_names.sql");
    }

    private static WebArchive after(String version, String query) {
        return shop(version, query)
                .addAsResource(new StringAsset(FIRST), "db/migration/V1__item.sql")
                .addAsResource(new StringAsset(EXPANDING), "db/migration/V2__add_currency.sql");
    }

    private static WebArchive shop(String version, String query) {
        return Wars.page("shop " + version)
                .addClass(Opening.class)
                .addAsLibraries(jar(Flyway.class), jar(PostgreSQLDatabaseType.class))
                .addAsWebInfResource(
                        new StringAsset("insert into opening values ('%s'); %s".formatted(version, query)),
                        "opening.sql")
                .setWebXML(Login.webXml());
    }

    private static File jar(Class<?> ofIt) {
        try {
            return new File(
                    ofIt.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
