/**
 * Help in the workbench, where the platform brings no user interface for it: contents, search and pages in a view.
 *
 * <p>Everybody asks the platform for help, which is answered by its own user interface wherever that is installed.
 */
package org.foliot.ui.help;
