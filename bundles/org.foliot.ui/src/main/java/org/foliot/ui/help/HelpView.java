package org.foliot.ui.help;

import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IHelpResource;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.browser.LocationListener;
import org.eclipse.swt.browser.ProgressListener;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.part.ViewPart;
import org.foliot.ui.WorkbenchTheme;
import org.osgi.service.event.EventHandler;

/** Contents of the help of all plug-ins, what a search finds in it, and the page that is being read. */
public final class HelpView extends ViewPart {
    /** The id of the view. */
    public static final String ID = "org.foliot.ui.help";

    private static final int CONTENTS = 30;
    private static final int PAGE = 70;

    private final EventHandler themeListener = event -> colour();
    private Text search;
    private TreeViewer contents;
    private Browser browser;
    private HelpIndex index;

    @Override
    public void createPartControl(Composite parent) {
        SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
        createContents(sash);
        createBrowser(sash);
        sash.setWeights(CONTENTS, PAGE);
        // Beside each other where there is room for both, otherwise one above the other.
        sash.addListener(
                SWT.Resize,
                event -> sash.setOrientation(sash.getSize().x >= sash.getSize().y ? SWT.HORIZONTAL : SWT.VERTICAL));
        IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
        if (browser != null) {
            bar.add(action("Back", ISharedImages.IMG_TOOL_BACK, browser::back));
            bar.add(action("Forward", ISharedImages.IMG_TOOL_FORWARD, browser::forward));
        }
        bar.add(action("Contents", ISharedImages.IMG_ETOOL_HOME_NAV, this::showStart));
        showStart();
    }

    private void createBrowser(Composite parent) {
        try {
            browser = new Browser(parent, SWT.NONE);
        } catch (SWTError e) {
            new Label(parent, SWT.WRAP)
                    .setText(
                            "Pages are shown by WebKitGTK, which is not installed; they open in the browser of the system.");
            return;
        }
        browser.addLocationListener(LocationListener.changingAdapter(event -> {
            if (event.location.matches("https?:.*")) {
                event.doit = false;
                Program.launch(event.location);
            }
        }));
        browser.addProgressListener(ProgressListener.completedAdapter(event -> colour()));
        getSite().getService(IEventBroker.class).subscribe(IThemeEngine.Events.THEME_CHANGED, themeListener);
    }

    /** Pages have the colours of the workbench, whatever the system prefers. */
    private void colour() {
        browser.execute("document.documentElement.className = '" + (WorkbenchTheme.isDark(getSite()) ? "dark" : "light")
                + "';");
    }

    private void createContents(Composite parent) {
        Composite left = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(left);
        search = new Text(left, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
        search.setMessage("Search help");
        search.addModifyListener(event -> showFound(search.getText()));
        GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
        contents = new TreeViewer(left, SWT.SINGLE);
        contents.setContentProvider(new Contents());
        contents.setLabelProvider(LabelProvider.createTextProvider(HelpView::label));
        contents.addSelectionChangedListener(event -> {
            Object chosen = event.getStructuredSelection().getFirstElement();
            if (chosen instanceof ITopic topic && topic.getHref() != null) {
                open(topic.getHref());
            } else if (chosen instanceof HelpSection section) {
                open(section.href());
            }
        });
        GridDataFactory.fillDefaults().grab(true, true).applyTo(contents.getControl());
    }

    private static Action action(String text, String image, Runnable work) {
        ImageDescriptor picture = PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(image);
        Action action = new Action(text, picture) {
            @Override
            public void run() {
                work.run();
            }
        };
        action.setToolTipText(text);
        return action;
    }

    private static String label(Object element) {
        if (element instanceof HelpSection section) {
            return section.title().equals(section.page()) ? section.title() : section.title() + " – " + section.page();
        }
        return ((IHelpResource) element).getLabel();
    }

    /** The contents, with where they begin. */
    void showStart() {
        search.setText("");
        showFound("");
        for (IToc toc : HelpSystem.getTocs()) {
            String href = toc.getTopic(null).getHref();
            if (href != null && browser != null) {
                open(href);
                return;
            }
        }
    }

    /** Looks for words, and puts the contents away for what is found; back to the contents without any. */
    void search(String query) {
        search.setText(query);
    }

    private void showFound(String query) {
        if (query.isBlank()) {
            contents.setInput(HelpSystem.getTocs());
            contents.expandToLevel(2);
        } else {
            if (index == null) {
                index = HelpIndex.ofContents();
            }
            contents.setInput(index.find(query).toArray());
        }
    }

    /** Opens a page by its address in the help of the platform. */
    void open(String href) {
        String address = HelpAddress.resolve(href);
        if (address != null && browser != null) {
            browser.setUrl(address);
        } else if (address != null) {
            Program.launch(address);
        }
    }

    /** The browser, for tests that look at what it shows. */
    public Browser browser() {
        return browser;
    }

    /** The contents, or what was found, for tests that look at them. */
    public TreeViewer contents() {
        return contents;
    }

    @Override
    public void setFocus() {
        search.setFocus();
    }

    @Override
    public void dispose() {
        if (browser != null) {
            getSite().getService(IEventBroker.class).unsubscribe(themeListener);
        }
        super.dispose();
    }

    private static final class Contents implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return (Object[]) input;
        }

        @Override
        public Object[] getChildren(Object parent) {
            if (parent instanceof IToc toc) {
                return toc.getTopics();
            }
            return parent instanceof ITopic topic ? topic.getSubtopics() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return getChildren(element).length > 0;
        }
    }
}
