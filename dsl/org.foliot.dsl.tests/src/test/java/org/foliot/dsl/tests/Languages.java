package org.foliot.dsl.tests;

import org.foliot.dsl.FoliotLanguage;

/** Languages for tests, each made once, since making one is what takes time. */
final class Languages {
    /** With everything that {@link TestCatalog#usual()} has. */
    static final FoliotLanguage USUAL = FoliotLanguage.create(TestCatalog::usual);

    /** With nothing installed. */
    static final FoliotLanguage BARE = FoliotLanguage.create(TestCatalog::empty);

    private Languages() {}
}
