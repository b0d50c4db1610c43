package dev.slipway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.security.api.AuthenticationMechanism;
import io.undertow.security.api.SecurityContext;
import io.undertow.security.idm.Account;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletSessionConfig;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Headers;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionRenewalTest {
    private static final String COOKIE = "JSESSIONID=";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Undertow server;
    private int port;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private void start(SessionTrackingMode... modes) throws ServletException {
        DeploymentInfo shop = Servlets.deployment()
                .setClassLoader(SessionRenewalTest.class.getClassLoader())
                .setDeploymentName("shop.war")
                .setContextPath("/")
                .setServletSessionConfig(new ServletSessionConfig().setSessionTrackingModes(Set.of(modes)))
                .setUseCachedAuthenticationMechanism(false)
                .addFirstAuthenticationMechanism("OIDC", new Oidc())
                .addServletExtension(new SessionRenewal())
                .addServlets(Servlets.servlet(Page.class).addMapping("/*"));
        DeploymentManager manager = Servlets.newContainer().addDeployment(shop);
        manager.deploy();
        Undertow started = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(2)
                .addHttpListener(0, "127.0.0.1", manager.start())
                .build();
        started.start();
        server = started;
        port = ((InetSocketAddress) started.getListenerInfo().get(0).getAddress()).getPort();
    }

    private void startWithCookies() throws ServletException {
        start(SessionTrackingMode.COOKIE, SessionTrackingMode.URL);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> in(String session, String path) throws IOException, InterruptedException {
        return get(path, "Cookie", COOKIE + session);
    }

    /** The session that a browser has after this; empty if it keeps the one that it had. */
    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(COOKIE))
                .map(cookie -> cookie.substring(COOKIE.length()).split(";", 2)[0])
                .findFirst()
                .orElse("");
    }

    @Test
    void givesTheSessionAnotherIdAtTheSignIn() throws Exception {
        startWithCookies();
        String before = session(get("/?visit"));
        assertThat(before).isNotEmpty();
        String after = session(in(before, "/?code=1"));
        assertThat(after).isNotEmpty().isNotEqualTo(before);
        assertThat(in(after, "/?visit").body()).isEqualTo("ann 2");
        assertThat(in(before, "/").body()).isEqualTo("nobody");
    }

    /** A link is enough for that. */
    @Test
    void givesItAnotherIdWhereThePathHasIt() throws Exception {
        startWithCookies();
        String before = session(get("/?visit"));
        String after = session(get("/;jsessionid=" + before + "?code=1"));
        assertThat(after).isNotEmpty().isNotEqualTo(before);
        assertThat(get("/;jsessionid=" + before).body()).isEqualTo("nobody");
        assertThat(in(after, "/").body()).isEqualTo("ann");
    }

    @Test
    void signsInWithoutASession() throws Exception {
        startWithCookies();
        String after = session(get("/?code=1"));
        assertThat(in(after, "/").body()).isEqualTo("ann");
    }

    @Test
    void keepsTheIdAfterTheSignIn() throws Exception {
        startWithCookies();
        String after = session(get("/?code=1"));
        assertThat(session(in(after, "/"))).isEmpty();
        assertThat(session(in(after, "/?code=1"))).isEmpty();
        assertThat(in(after, "/").body()).isEqualTo("ann");
    }

    /** Sent before the browser had the new id, as by another tab. */
    @Test
    void leavesTheCookieToALateRequestsBrowser() throws Exception {
        startWithCookies();
        String before = session(get("/?visit"));
        in(before, "/?code=1");
        HttpResponse<String> late = in(before, "/?visit");
        assertThat(late.body()).isEqualTo("nobody 1");
        assertThat(late.headers().allValues("Set-Cookie")).isEmpty();
    }

    /** If the answer to the first sign-in was lost, the browser still has the former id. */
    @Test
    void letsSignInAgainWithTheFormerId() throws Exception {
        startWithCookies();
        String before = session(get("/?visit"));
        String first = session(in(before, "/?code=1"));
        String second = session(in(before, "/?code=2"));
        assertThat(second).isNotEmpty().isNotIn(before, first);
        assertThat(in(second, "/").body()).isEqualTo("ann");
    }

    @Test
    void keepsTheIdWhereATokenSignsIn() throws Exception {
        startWithCookies();
        String before = session(get("/?visit"));
        HttpResponse<String> answer = get("/?visit", "Cookie", COOKIE + before, "Authorization", "Bearer x");
        assertThat(answer.body()).isEqualTo("ann 2");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void redirectsToTheNewIdWhereNoCookieHasIt() throws Exception {
        start(SessionTrackingMode.URL);
        String before = get("/?id").body();
        HttpResponse<String> answer = get("/;jsessionid=" + before + "?code=1");
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).contains(";jsessionid=").doesNotContain(before);
        assertThat(get(URI.create(location).getRawPath()).body()).isEqualTo("ann");
        assertThat(get("/;jsessionid=" + before).body()).isEqualTo("nobody");
    }

    private record Person(Principal getPrincipal) implements Account {
        private static final long serialVersionUID = 1L;

        @Override
        public Set<String> getRoles() {
            return Set.of();
        }
    }

    /** Signs in as Elytron does: it keeps the account in the session, and puts it in again at each request. */
    private static final class Oidc implements AuthenticationMechanism {
        private static final String ACCOUNT = "org.wildfly.security.http.oidc.OidcAccount";

        @Override
        public AuthenticationMechanismOutcome authenticate(HttpServerExchange exchange, SecurityContext security) {
            HttpServletRequest request =
                    exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY).getOriginalRequest();
            HttpSession session = request.getSession(false);
            if (exchange.getRequestHeaders().contains(Headers.AUTHORIZATION)) {
                security.authenticationComplete(new Person(() -> "ann"), "OIDC", false);
            } else if (session != null && session.getAttribute(ACCOUNT) instanceof Account account) {
                session.setAttribute(ACCOUNT, account);
                security.authenticationComplete(account, "OIDC", false);
            } else if (exchange.getQueryParameters().containsKey("code")) {
                Account account = new Person(() -> "ann");
                request.getSession().setAttribute(ACCOUNT, account);
                security.authenticationComplete(account, "OIDC", false);
            } else {
                return AuthenticationMechanismOutcome.NOT_ATTEMPTED;
            }
            return AuthenticationMechanismOutcome.AUTHENTICATED;
        }

        @Override
        public ChallengeResult sendChallenge(HttpServerExchange exchange, SecurityContext security) {
            return ChallengeResult.NOT_SENT;
        }
    }

    /** Says who asks, and how often where that is to be counted; or the session's id. */
    static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getParameter("code") != null) {
                response.sendRedirect(request.getRequestURI());
                return;
            }
            if (request.getParameter("id") != null) {
                response.getWriter().print(request.getSession().getId());
                return;
            }
            Principal person = request.getUserPrincipal();
            response.getWriter().print(person == null ? "nobody" : person.getName());
            if (request.getParameter("visit") != null) {
                response.getWriter().print(" " + visit(request.getSession()));
            }
        }

        private static int visit(HttpSession session) {
            int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
            session.setAttribute("visits", visits);
            return visits;
        }
    }
}
