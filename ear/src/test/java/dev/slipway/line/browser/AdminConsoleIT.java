package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import java.io.ByteArrayOutputStream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WildFly's own console, behind the same sign-on. */
@ExtendWith(Chromium.class)
class AdminConsoleIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final String ARCHIVE = "it-console.war";

    @AfterEach
    void removeTheArchive() {
        Management.remove(ARCHIVE);
    }

    @Test
    void deploysWhatAnAdminUploads(Visitor visitor) {
        Realm.Person admin = REALM.person("admin");
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, admin);
        page.locator("#tlc-deployments").click();
        visitor.pictures(page, "console");

        page.locator("#deployment-add-actions").click();
        page.locator("#deployment-upload").click();
        Locator wizard = page.locator(".modal-dialog")
                .filter(new Locator.FilterOptions().setHas(page.locator("#hal-wizard-title")));
        wizard.locator("input[type=file]").setInputFiles(new FilePayload(ARCHIVE, "application/zip", archive()));
        press(wizard, "Next");
        assertThat(wizard.locator("#upload-names-form-name-editing")).hasValue(ARCHIVE);
        press(wizard, "Finish");
        assertThat(wizard.getByText("Deployment successful")).isVisible();
        press(wizard, "Close");
        assertThat(page.locator("#dply-it-consolewar")).isVisible();

        assertThat(Caller.anonymous().get("/it-console/").body()).isEqualTo("It runs.");
        assertThat(Management.auditLog()).anySatisfy(entry -> {
            assertThat(entry.path("user").asText()).isEqualTo(admin.name());
            assertThat(entry.path("ops").toString()).contains("\"operation\":\"add\"", ARCHIVE);
        });
    }

    @Test
    void signsOutAtKeycloakToo(Visitor visitor) {
        Realm.Person admin = REALM.person("admin");
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, admin);
        assertThat(page.locator("#header-username")).containsText(admin.name());
        assertThat(REALM.sessions(admin)).isEqualTo(1);

        page.locator("#header-username").click();
        page.locator("#logout-link").click();

        assertThat(page.locator("#password")).isVisible();
        assertThat(REALM.sessions(admin)).isZero();
    }

    @Test
    void letsNobodyInWithoutARole(Visitor visitor) {
        Realm.Person nobody = REALM.person();
        Page page = visitor.page();
        page.navigate(LINE.admin() + "/");
        visitor.signIn(page, nobody);
        assertThat(page.getByText("Forbidden")).isVisible();
    }

    private static void press(Locator wizard, String button) {
        wizard.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .last()
                .click();
    }

    private static byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ShrinkWrap.create(WebArchive.class, ARCHIVE)
                .addAsWebResource(new StringAsset("It runs."), "index.html")
                .as(ZipExporter.class)
                .exportTo(bytes);
        return bytes.toByteArray();
    }
}
