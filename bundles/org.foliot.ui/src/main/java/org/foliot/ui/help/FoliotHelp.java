package org.foliot.ui.help;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.function.Consumer;
import org.eclipse.core.runtime.ILog;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.help.AbstractHelpUI;

/** Answers the platform's questions for help with a view; used where no other user interface of help is installed. */
public final class FoliotHelp extends AbstractHelpUI {
    /** The first page of our own help. */
    public static final String START = "/org.foliot.doc/html/index.html";

    @Override
    public void displayHelp() {
        show(HelpView::showStart);
    }

    @Override
    public void displaySearch() {
        show(HelpView::setFocus);
    }

    @Override
    public void search(String expression) {
        show(view -> view.search(expression));
    }

    @Override
    public void displayDynamicHelp() {
        displayHelp();
    }

    /** The first page that a context names. */
    @Override
    public void displayContext(IContext context, int x, int y) {
        IHelpResource[] related = context == null ? new IHelpResource[0] : context.getRelatedTopics();
        if (related.length > 0) {
            displayHelpResource(related[0].getHref());
        } else {
            displayHelp();
        }
    }

    @Override
    public void displayHelpResource(String href) {
        show(view -> view.open(href));
    }

    @Override
    public boolean isContextHelpDisplayed() {
        return false;
    }

    @Override
    public URL resolve(String href, boolean documentOnly) {
        String address = HelpAddress.resolve(href);
        try {
            return address == null ? null : URI.create(address).toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void show(Consumer<HelpView> work) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || window.getActivePage() == null) {
            return;
        }
        try {
            work.accept((HelpView) window.getActivePage().showView(HelpView.ID));
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
