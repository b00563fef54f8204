/**
 * Foliot in the Eclipse workbench, beside its editor: running scenarios and starting new ones.
 *
 * <p>A run is made by the same compiler and runner as on the command line, in a job that shows how far it has come and can be
 * cancelled; what came out goes to the console and, as markers, to the lines that it is about.
 */
package org.foliot.ui;
