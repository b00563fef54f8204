package org.foliot.dsl;

/** Sets the language up where no Equinox extension registry does it. */
public class FoliotStandaloneSetup extends FoliotStandaloneSetupGenerated {

    public static void doSetup() {
        new FoliotStandaloneSetup().createInjectorAndDoEMFRegistration();
    }
}
