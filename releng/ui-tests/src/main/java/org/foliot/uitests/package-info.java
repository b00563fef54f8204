/** Tests inside the workbench. Each of them runs beside the thread of the workbench and goes there for all that is seen. */
package org.foliot.uitests;
