package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;

/** WildFly's console, in a page in which somebody is signed in. */
public final class Console {
    private Console() {}

    /** Uploads an archive by its form, which stays open; gives the form. */
    public static Locator upload(Page page, String archive, byte[] bytes) {
        page.locator("#deployment-add-actions").click();
        page.locator("#deployment-upload").click();
        Locator wizard = page.locator(".modal-dialog")
                .filter(new Locator.FilterOptions().setHas(page.locator("#hal-wizard-title")));
        wizard.locator("input[type=file]").setInputFiles(new FilePayload(archive, "application/zip", bytes));
        press(wizard, "Next");
        assertThat(wizard.locator("#upload-names-form-name-editing")).hasValue(archive);
        press(wizard, "Finish");
        assertThat(wizard.getByText("Deployment successful")).isVisible();
        return wizard;
    }

    /** Presses a button of a form. */
    static void press(Locator wizard, String button) {
        wizard.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .last()
                .click();
    }
}
