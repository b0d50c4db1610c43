package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import dev.slipway.line.http.Json;
import java.util.Map;

/** A group as the agent asks for it, changed as a test wants it. */
public final class Groups {
    public static final String SHOP = """
            {"group":"shop-production","service":"shop","environment":"production","title":"Web shop","version":3,"host":"shop",
             "isRemoved":false,"isDataDropped":false,"workers":2,"memory":"768m","metaspace":"256m","contextRoot":"/","probe":"/",
             "database":{"jndi":["java:jboss/datasources/ShopDS"]},"login":{"roles":["customer"]},
             "mail":{"from":"shop@example.org","jndi":[]},"messaging":{"queues":["orders"],"topics":[]}}""";

    private Groups() {}

    public static Group shop(String... changes) {
        String text = SHOP;
        for (int i = 0; i < changes.length; i += 2) {
            if (!text.contains(changes[i])) {
                throw new IllegalArgumentException(changes[i] + " is not in it");
            }
            text = text.replace(changes[i], changes[i + 1]);
        }
        return GroupFile.parse("shop-production", text);
    }

    /** With these variables and secrets. */
    public static Group configured(Map<String, String> variables, Map<String, String> secrets) {
        Json plain = Json.object();
        variables.forEach(plain::with);
        Json texts = Json.object();
        secrets.forEach(texts::with);
        return shop(
                "\"version\":3",
                "\"version\":3,\"configuration\":"
                        + Json.object()
                                .with("version", 7)
                                .with("variables", plain)
                                .with("secrets", texts));
    }

    /** The one that a rollback of shop's is rehearsed in. */
    public static Group rehearsal() {
        return GroupFile.parse(
                "shop-production--rehearsal",
                SHOP.replace("\"group\":\"shop-production\"", "\"group\":\"shop-production--rehearsal\"")
                        .replace("\"workers\":2", "\"workers\":1"));
    }
}
