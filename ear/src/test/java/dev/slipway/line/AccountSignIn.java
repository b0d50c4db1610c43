package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at the sign-in to Keycloak's account pages, or for the command line, at an address of their own on this machine,
 * without a browser.
 */
public final class AccountSignIn {
    /** The example of RFC 7636. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String ACCOUNT = "account-console";
    private static final Pattern CODE = Pattern.compile("[?&#]code=([^&]+)");
    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern MARKUP = Pattern.compile("(?s)<script.*?</script>|<style.*?</style>|<[^>]*>");

    private final String realm;
    private final String client;
    private final String target;
    private final InetAddress address;
    private final Map<String, String> cookies = new TreeMap<>();
    private Answer answer;

    /** Opens the form of a realm, at an address that nobody else has. */
    public AccountSignIn(String realm) {
        this(realm, address());
    }

    /** Opens the form of a realm. */
    public AccountSignIn(String realm, InetAddress address) {
        this(realm, ACCOUNT, account(realm), address);
    }

    private AccountSignIn(String realm, String client, String target, InetAddress address) {
        this.realm = realm;
        this.client = client;
        this.target = target;
        this.address = address;
        answer = send("GET", authorization(), "");
    }

    /** The path and query by which a realm's account pages have the form opened. */
    public static String form(String realm) {
        return authorization(realm, ACCOUNT, account(realm));
    }

    private static String account(String realm) {
        return Line.running().auth() + "/realms/" + realm + "/account/";
    }

    /** Opens the form for the CLI, which waits for the code on this port of the machine that the browser is on. */
    public static AccountSignIn cli(int port) {
        return at("cli", "http://127.0.0.1:" + port + "/callback");
    }

    /** Opens the form for another client, at this address of it. */
    static AccountSignIn at(String client, String target) {
        return new AccountSignIn("slipway", client, target, address());
    }

    /** An address of this machine that is unlikely to be anybody else's. */
    public static InetAddress address() {
        byte[] address = new byte[4];
        ThreadLocalRandom.current().nextBytes(address);
        address[0] = 127;
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills the first form. */
    public AccountSignIn password(String name, String password) {
        return submit("username=" + encoded(name) + "&password=" + encoded(password));
    }

    /** Fills the form that asks for a one-time code. */
    public AccountSignIn code(String code) {
        return submit("otp=" + encoded(code));
    }

    private AccountSignIn submit(String form) {
        Matcher action = FORM.matcher(answer.body());
        if (!action.find()) {
            throw new IllegalStateException("no form in " + answer);
        }
        URI target = URI.create(action.group(1).replace("&amp;", "&"));
        answer = send("POST", target.getRawPath() + "?" + target.getRawQuery(), form);
        return this;
    }

    /** The status of the last answer. */
    public int status() {
        return answer.status();
    }

    /** The last answer. */
    public Answer answer() {
        return answer;
    }

    /** What the last page says. */
    public String text() {
        return MARKUP.matcher(answer.body()).replaceAll(" ").replaceAll("\\s+", " ");
    }

    /** Whether it led to the page that asked for it. */
    public boolean isIn() {
        return answer.status() == 302 && answer.header("Location").contains("code=");
    }

    /** What the page that asked for it sends then, in exchange for its tokens. */
    public String exchange() {
        Matcher code = CODE.matcher(answer.header("Location"));
        if (!code.find()) {
            throw new IllegalStateException("no code in " + answer);
        }
        return "grant_type=authorization_code&client_id=" + client + "&code=" + code.group(1) + "&code_verifier="
                + VERIFIER + "&redirect_uri=" + encoded(target);
    }

    /** Whether a one-time code is asked for. */
    public boolean asksForACode() {
        return answer.status() == 200 && answer.body().contains("name=\"otp\"");
    }

    /** Whether the page is opened again without a form, as it is for somebody who is signed in. */
    public boolean isStillIn() {
        answer = send("GET", authorization(), "");
        return isIn();
    }

    private String authorization() {
        return authorization(realm, client, target);
    }

    private static String authorization(String realm, String client, String target) {
        return "/realms/" + realm
                + "/protocol/openid-connect/auth?client_id=" + client + "&response_type=code&scope=openid"
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE + "&redirect_uri="
                + encoded(target);
    }

    private Answer send(String method, String target, String body) {
        URI auth = Line.running().auth();
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        String request = "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nCookie: %s\r\nConnection: close\r\n"
                .formatted(method, target, auth.getRawAuthority(), sent);
        if (method.equals("POST")) {
            request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n";
        }
        try (RawConnection connection = new RawConnection(auth.getHost(), address)) {
            Answer received = connection.exchange((request + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            for (String header : received.headers().allValues("Set-Cookie")) {
                for (HttpCookie cookie : HttpCookie.parse(header)) {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
            return received;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
