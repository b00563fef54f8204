package org.foliot.ui.help;

import java.io.IOException;
import java.net.URL;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.Bundle;

/** Turns the address of a page of help, {@code /plug-in/path#anchor}, into one that a browser can open. */
final class HelpAddress {
    private HelpAddress() {}

    /** The page as a file, beside which lies what it links to; an address of the web as it is; null for what is not there. */
    static String resolve(String href) {
        if (href.matches("(?:https?|file):.*")) {
            return href;
        }
        URL page = entry(href);
        if (page == null) {
            return null;
        }
        int anchor = href.indexOf('#');
        try {
            // The whole folder of pages, because they have pictures and lead to one another.
            FileLocator.toFileURL(bundle(href).getEntry(folder(href)));
            return FileLocator.toFileURL(page) + (anchor < 0 ? "" : href.substring(anchor));
        } catch (IOException e) {
            ILog.get().log(Status.error("a page of help cannot be opened: " + href, e));
            return null;
        }
    }

    /** The page in its plug-in; null for what is not there. */
    static URL entry(String href) {
        Bundle bundle = bundle(href);
        return bundle == null ? null : bundle.getEntry(path(href));
    }

    /** What is between the first two slashes. */
    private static Bundle bundle(String href) {
        int slash = href.indexOf('/', 1);
        return slash < 0 ? null : Platform.getBundle(href.substring(1, slash));
    }

    private static String path(String href) {
        return href.replaceFirst("#.*", "").substring(href.indexOf('/', 1));
    }

    /** The uppermost folder in which the page is. */
    private static String folder(String href) {
        String path = path(href);
        return path.substring(0, path.indexOf('/', 1) + 1);
    }
}
