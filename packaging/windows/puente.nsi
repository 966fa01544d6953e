; The installer for Windows. packaging/windows.py calls makensis with what differs between builds:
;   VERSION      as people write it, 1.2.0
;   QUAD         as Windows wants it, 1.2.0.0
;   PAYLOAD      the frozen folder
;   ICON         the icon of the program
;   SIZE         kilobytes, installed
;   OUTPUT       the file to write
;
; Unattended:  puente-setup.exe /S [/AllUsers | /CurrentUser] [/D=C:\Folder]     (/D comes last and takes no quotes)
;              Uninstall.exe /S [/AllUsers | /CurrentUser]
; Exit status: 0 done, 1 canceled, 2 failed; 5 Puente is open; 740 /AllUsers without an administrator's rights.
;
; Records lie in each person's %LocalAppData%\Puente, or where a policy of %ProgramData%\Puente says. Neither an
; upgrade nor the uninstaller touches either.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true

!define PRODUCT "Puente"
!define CLASS "Puente.Pack"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define PROGRAM_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\puente.exe"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${PRODUCT}"
; Where an older one stands, a newer one goes.
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include x64.nsh

Name "${PRODUCT}"
OutFile "${OUTPUT}"
BrandingText "${PRODUCT} ${VERSION}"
VIProductVersion "${QUAD}"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${QUAD}"
VIAddVersionKey "FileDescription" "${PRODUCT} setup"
VIAddVersionKey "LegalCopyright" "The Puente engineers, Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\puente-window.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SpanishInternational"

LangString OPEN ${LANG_ENGLISH} "Puente is open. Close it on this computer, then try again."
LangString OPEN ${LANG_SPANISHINTERNATIONAL} "Puente está abierto. Ciérrelo en este equipo e intente de nuevo."
LangString PACK ${LANG_ENGLISH} "Puente scenario pack"
LangString PACK ${LANG_SPANISHINTERNATIONAL} "Paquete de escenarios de Puente"
LangString TOO_OLD ${LANG_ENGLISH} "Puente needs a 64-bit Windows."
LangString TOO_OLD ${LANG_SPANISHINTERNATIONAL} "Puente necesita un Windows de 64 bits."

; The folder that /D= named, which MultiUser would forget.
Var Named

; Stops where a program of the folder is running: Windows locks it, and half an upgrade is none.
!macro REFUSE_WHILE_OPEN
  ${For} $R0 0 1
    StrCpy $R1 "$INSTDIR\puente.exe"
    ${If} $R0 = 1
      StrCpy $R1 "$INSTDIR\puente-window.exe"
    ${EndIf}
    ${If} ${FileExists} "$R1"
      ClearErrors
      FileOpen $R2 "$R1" a
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
        SetErrorLevel 5
        Quit
      ${EndIf}
      FileClose $R2
    ${EndIf}
  ${Next}
!macroend

; What is ours in the folder, and nothing else: it may be one that somebody chose among their own.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\puente.exe"
  Delete "$INSTDIR\puente-window.exe"
!macroend

; An administrator's rights cannot be asked for where nobody sits.
!macro REFUSE_SILENTLY_WITHOUT_RIGHTS GET_OPTIONS GET_PARAMETERS
  ${If} ${Silent}
    ${${GET_PARAMETERS}} $R0
    ClearErrors
    ${${GET_OPTIONS}} $R0 "/AllUsers" $R1
    ${IfNot} ${Errors}
      UserInfo::GetAccountType
      Pop $R1
      ${If} $R1 != "Admin"
        SetErrorLevel 740
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetRegView 64
  StrCpy $Named $INSTDIR
  !insertmacro REFUSE_SILENTLY_WITHOUT_RIGHTS GetOptions GetParameters
  !insertmacro MULTIUSER_INIT
  ${If} $Named != ""
    StrCpy $INSTDIR $Named
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro REFUSE_SILENTLY_WITHOUT_RIGHTS GetOptions GetParameters
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "${PRODUCT}"
  !insertmacro REFUSE_WHILE_OPEN
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\puente-window.exe"

  WriteRegStr SHCTX "${PROGRAM_KEY}" "" "$INSTDIR\puente.exe"
  WriteRegStr SHCTX "Software\Classes\.puente" "" "${CLASS}"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "$(PACK)"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\puente-window.exe,0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\puente-window.exe" "%1"'

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\puente-window.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "The Puente engineers"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\Uninstall.exe"
  ; Only where nothing of anybody else is left in it.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey SHCTX "${PROGRAM_KEY}"
  DeleteRegKey SHCTX "Software\Classes\.puente"
  DeleteRegKey SHCTX "Software\Classes\${CLASS}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  ${RefreshShellIcons}
SectionEnd
